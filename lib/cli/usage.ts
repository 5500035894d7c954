export const USAGE = `cdk-nitro: finds what may launch an EC2 instance that is not built on the AWS Nitro System

cdk-nitro check [PATH...]          templates (JSON, YAML), folders, cdk.out assemblies; '-' reads stdin; default: cdk.out
    --format text|json             how to print the findings (text)
    --output FILE                  write them to a file instead of stdout
    --rule NAME=SEVERITY...        off, info, warning or error for one rule
    --fail-on error|warning        the least severity that fails (error)
    --parameters KEY=VALUE...      template parameters as given at deployment
cdk-nitro explain TYPE|FAMILY|RULE what is known of an instance type, and its Nitro successors; what a rule is for
cdk-nitro images record ID...      asks EC2 (DescribeImages) about machine images and keeps the answer in nitro-images.json
    --region REGION --profile NAME which Region and AWS profile to ask (the AWS SDK's own)
    --from FILE|-                  saved output of 'aws ec2 describe-images' instead of asking
    --from-app FOLDER              every image id an app uses that is not proven yet, by Region
    --nvme-verified-by TEXT        who has verified that the images carry the NVMe driver, and how
    --output FILE                  another file than nitro-images.json
cdk-nitro images show [FILE]       the recorded images
cdk-nitro --help | --version

exit codes: 0 passed, 1 findings at or above --fail-on, 2 bad usage or an input that cannot be read
`;
