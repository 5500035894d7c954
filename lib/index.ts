export { NitroAspect } from './cdk/nitro-aspect';
export { NitroChecks, type NitroChecksProps } from './cdk/nitro-checks';
export { NitroSeverity } from './cdk/nitro-severity';
export { NitroStandard } from './cdk/nitro-standard';
export type { NitroStandardProps } from './cdk/nitro-standard-props';
export { NitroValidator } from './cdk/nitro-validator';
