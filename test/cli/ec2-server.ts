import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An image as the server knows it, under EC2's names in XML. */
export type StoredImage = Readonly<Record<string, string>>;

/** An instance type as the server knows it. */
export interface StoredInstanceType {
  readonly name: string;
  /** Absent for bare metal. */
  readonly hypervisor?: string;
  readonly vCpus?: number;
}

/** The server's error instead of an answer. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** @default - every Region */
  readonly region?: string;
}

/** A server on loopback that speaks enough of EC2's query protocol for DescribeImages and DescribeInstanceTypes, in pages. */
export class Ec2Server {
  /** The requests so far, by parameter. */
  public readonly requests: URLSearchParams[] = [];
  public readonly images = new Map<string, StoredImage>();
  /** By Region. */
  public readonly instanceTypes = new Map<string, readonly StoredInstanceType[]>();
  public refusal: Refusal | undefined;
  /** The body of an answer from something in its place. */
  public page: string | undefined;
  /** The status and type of that answer. */
  public pageHead = { status: 200, type: 'text/html' };
  /** The most it returns at a time. */
  public pageSize = 1000;
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { status, text } = this.answer(new URLSearchParams(body), regionOf(request));
      const type = this.page === undefined ? 'text/xml' : this.pageHead.type;
      response.writeHead(status, { 'content-type': type }).end(text);
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

  private answer(parameters: URLSearchParams, region: string): { readonly status: number; readonly text: string } {
    this.requests.push(parameters);
    if (this.page !== undefined) return { status: this.pageHead.status, text: this.page };
    if (this.refusal !== undefined && (this.refusal.region ?? region) === region) {
      const { status, code } = this.refusal;
      const text = `<Response><Errors><Error><Code>${code}</Code><Message>told so</Message></Error></Errors><RequestID>r</RequestID></Response>`;
      return { status, text };
    }
    const action = parameters.get('Action');
    const [set, items] =
      action === 'DescribeInstanceTypes'
        ? ['instanceTypeSet', (this.instanceTypes.get(region) ?? []).map(instanceTypeXml)]
        : ['imagesSet', this.imagesAsked(parameters)];
    const start = Number(parameters.get('NextToken') ?? 0);
    const end = start + this.pageSize;
    const page = items.slice(start, end).map((item) => `<item>${item}</item>`);
    const next = end < items.length ? `<nextToken>${end}</nextToken>` : '';
    const text = `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><${set}>${page.join('')}</${set}>${next}</${action}Response>`;
    return { status: 200, text };
  }

  private imagesAsked(parameters: URLSearchParams): string[] {
    const asked = [...parameters].filter(([key]) => /^Filter\.1\.Value\.\d+$/.test(key)).map(([, value]) => value);
    return asked.filter((id) => this.images.has(id)).map((id) => members({ imageId: id, ...this.images.get(id) }));
  }
}

/** The Region that a request is signed for: all have the same address here. */
function regionOf({ headers }: IncomingMessage): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}

function members(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `<${key}>${value}</${key}>`)
    .join('');
}

function instanceTypeXml({ name, hypervisor, vCpus = 2 }: StoredInstanceType): string {
  return members({
    instanceType: name,
    currentGeneration: 'true',
    bareMetal: String(hypervisor === undefined),
    ...(hypervisor === undefined ? {} : { hypervisor }),
    burstablePerformanceSupported: 'false',
    hibernationSupported: 'false',
    nitroEnclavesSupport: 'supported',
    nitroTpmSupport: 'supported',
    supportedBootModes: '<item>legacy-bios</item><item>uefi</item>',
    processorInfo: '<supportedArchitectures><item>x86_64</item></supportedArchitectures><manufacturer>Intel</manufacturer>',
    vCpuInfo: members({ defaultVCpus: String(vCpus) }),
    memoryInfo: members({ sizeInMiB: '8192' }),
    networkInfo: members({
      enaSupport: 'required',
      efaSupported: 'false',
      enaSrdSupported: 'false',
      encryptionInTransitSupported: 'true',
      maximumNetworkInterfaces: '3',
    }),
    ebsInfo: members({ nvmeSupport: 'required' }),
  });
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
