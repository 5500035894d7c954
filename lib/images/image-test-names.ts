/** The name of the probe's script. The document of every image test that runs it has the name. */
export const PROBE_SCRIPT = 'nitro-probe.sh';

/** The name of the component that `NitroImageTest` makes, unless another is given. */
export const IMAGE_TEST_NAME = 'nitro-ready';

/** The key of the tag on a proven image. Its value begins with the version of the probe's output and a blank. */
export const PROOF_TAG = 'nitro-ready';
