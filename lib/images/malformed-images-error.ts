/** `nitro-images.json`, or output of EC2's DescribeImages, is malformed. The message is one line: the place, the error, the remedy. */
export class MalformedImagesError extends Error {
  public override readonly name = 'MalformedImagesError';
}
