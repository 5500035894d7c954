/** The name of the policy file. */
export const POLICY_FILE = 'nitro.json';

/** The name of the recorded images, beside the policy file. */
export const RECORDED_IMAGES_FILE = 'nitro-images.json';

/** The name of a recorded catalog, beside the policy file. */
export const CATALOG_FILE = 'nitro-catalog.json';
