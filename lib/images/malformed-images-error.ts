/** `nitro-images.json`, or output of EC2's DescribeImages, is not what it should be. One line: where, what, what to do. */
export class MalformedImagesError extends Error {
  public override readonly name = 'MalformedImagesError';
}
