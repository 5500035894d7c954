import { Stack } from 'aws-cdk-lib/core';
import { ImagePipeline } from 'cdk-image-pipeline';

/** An image pipeline on top of an image by id, with the instance types of the construct. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  new ImagePipeline(stack, 'Pipeline', {
    parentImage: 'ami-0e1d30f2c40c4c701',
    components: ['arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x'],
  });
}
