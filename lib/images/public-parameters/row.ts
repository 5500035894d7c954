import type { ImageRow } from '../image-row';

/** Public parameters of AWS Systems Manager: `name` is what follows `/aws/service/`. */
export interface PublicParameterRow extends ImageRow {
  /**
   * The member below `name` that holds the image id: `image_id` or `ami-id`. What `name` itself names holds JSON or nothing,
   * and the other members hold something else. Left out where `name` is the parameter with the id.
   */
  readonly member?: string;
}
