import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that assigns every caller to an account, and lets no caller assume a role. */
export class StsServer {
  /** The roles that callers tried to assume. */
  public readonly roles: string[] = [];
  private readonly server: Server;

  public constructor(account: string) {
    const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/test</Arn><UserId>test</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const refusal =
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>told so</Message></Error><RequestId>r</RequestId></ErrorResponse>';
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const asked = new URLSearchParams(body);
        const isIdentity = asked.get('Action') === 'GetCallerIdentity';
        if (!isIdentity) this.roles.push(asked.get('RoleArn') ?? '');
        response.writeHead(isIdentity ? 200 : 403, { 'content-type': 'text/xml' }).end(isIdentity ? identity : refusal);
      });
    });
  }

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}
