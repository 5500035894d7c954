#!/bin/bash
cat <<'EOF' >> /etc/ecs/ecs.config
ECS_CLUSTER=web
ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
ECS_AVAILABLE_LOGGING_DRIVERS=["json-file","awslogs"]
ECS_IMAGE_PULL_BEHAVIOR=prefer-cached
EOF
echo ECS_RESERVED_MEMORY=256 >> /etc/ecs/ecs.config
