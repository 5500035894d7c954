#!/bin/bash
amazon-linux-extras install -y nginx1
cat > /etc/nginx/conf.d/app.conf <<'NGINX'
upstream app { server 127.0.0.1:8080; }
server {
  listen 80;
  location / { proxy_pass http://app; proxy_set_header Host $host; }
}
NGINX
nginx -t && systemctl enable --now nginx
