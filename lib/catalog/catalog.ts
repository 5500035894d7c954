import type { InstanceTypeFacts } from './instance-type-facts';

export interface Catalog {
  readonly retrieved: string;
  readonly types: readonly InstanceTypeFacts[];
}
