/** `nitro-images.json`, or output of EC2's DescribeImages, is malformed. The message is one line: where, what is wrong, what to do. */
export class MalformedImagesError extends Error {
  public override readonly name = 'MalformedImagesError';
}
