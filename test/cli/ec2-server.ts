import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An image as the server knows it, under EC2's names in XML. */
export type StoredImage = Readonly<Record<string, string>>;

/** What the server says instead of an answer. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
}

/** A server on loopback that speaks enough of EC2's query protocol for DescribeImages, in pages. */
export class Ec2Server {
  /** What has been asked, by parameter. */
  public readonly requests: URLSearchParams[] = [];
  public readonly images = new Map<string, StoredImage>();
  public refusal: Refusal | undefined;
  /** The most images it returns at a time. */
  public pageSize = 1000;
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { status, text } = this.answer(new URLSearchParams(body));
      response.writeHead(status, { 'content-type': 'text/xml' }).end(text);
    });
  });

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

  private answer(parameters: URLSearchParams): { readonly status: number; readonly text: string } {
    this.requests.push(parameters);
    if (this.refusal !== undefined) {
      const { status, code } = this.refusal;
      const text = `<Response><Errors><Error><Code>${code}</Code><Message>told so</Message></Error></Errors><RequestID>r</RequestID></Response>`;
      return { status, text };
    }
    const asked = [...parameters].filter(([key]) => /^Filter\.1\.Value\.\d+$/.test(key)).map(([, value]) => value);
    const found = asked.filter((id) => this.images.has(id));
    const start = Number(parameters.get('NextToken') ?? 0);
    const end = start + this.pageSize;
    const items = found.slice(start, end).map((id) => {
      const members = Object.entries({ imageId: id, ...this.images.get(id) }).map(([key, value]) => `<${key}>${value}</${key}>`);
      return `<item>${members.join('')}</item>`;
    });
    const next = end < found.length ? `<nextToken>${end}</nextToken>` : '';
    const text = `<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><imagesSet>${items.join('')}</imagesSet>${next}</DescribeImagesResponse>`;
    return { status: 200, text };
  }
}

/** An image of the team's own that declares ENA. */
export const OWN_IMAGE: StoredImage = {
  name: 'golden-2026-01-01',
  imageOwnerId: '123456789012',
  architecture: 'x86_64',
  virtualizationType: 'hvm',
  rootDeviceType: 'ebs',
  enaSupport: 'true',
  imageState: 'available',
  creationDate: '2026-01-01T00:00:00.000Z',
};

export const DEBIAN: StoredImage = { ...OWN_IMAGE, name: 'debian-12-amd64-20240211-1654', imageOwnerId: '136693071363' };
