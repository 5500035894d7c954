export { findTemplates, type FoundTemplate } from './find-templates';
