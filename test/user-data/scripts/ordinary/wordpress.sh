#!/bin/bash
yum install -y httpd php php-mysqlnd mariadb105-server
cd /var/www/html && wget -q https://wordpress.org/latest.tar.gz && tar -xzf latest.tar.gz --strip-components=1
cp wp-config-sample.php wp-config.php
sed -i "s/database_name_here/${DB}/;s/username_here/${USER}/;s/password_here/${PASSWORD}/" wp-config.php
cat <<'PHP' >> wp-config.php
/* it's here that a comment has an apostrophe */
define('FS_METHOD', 'direct');
PHP
chown -R apache:apache /var/www/html
systemctl enable --now httpd mariadb
mysql -u root <<SQL
CREATE DATABASE wordpress;
GRANT ALL ON wordpress.* TO 'wp'@'localhost' IDENTIFIED BY 'secret';
SQL
