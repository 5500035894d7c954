import { readFileSync } from 'node:fs';
import { readDescribeInstanceTypes } from '../../lib/catalog/describe-instance-types';
import type { InstanceTypeFacts } from '../../lib/catalog/instance-type-facts';
import { restore } from './field-path';

/** DescribeInstanceTypes in columns, as `normalize.ts` writes it. */
export interface InstanceTypeTable {
  readonly source: string;
  readonly retrieved: string;
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Types of which only the hypervisor is known, by name. */
export interface HypervisorTable {
  readonly source: string;
  readonly retrieved: string;
  readonly nitro: readonly string[];
  readonly xen: readonly string[];
  readonly bareMetal: readonly string[];
}

export interface LoadedTypes {
  /** Given by normalized sources; absent from EC2's own output. */
  readonly source?: string;
  readonly retrieved?: string;
  /** By name, sorted. */
  readonly types: readonly InstanceTypeFacts[];
}

/** Reads saved DescribeInstanceTypes output, or normalized sources; a type in several files is taken from the last. */
export function loadInstanceTypes(files: readonly string[]): LoadedTypes {
  const types = new Map<string, InstanceTypeFacts>();
  let provenance: Pick<LoadedTypes, 'source' | 'retrieved'> = {};
  for (const file of files) {
    const content = readJson(file);
    if (isTable(content)) provenance = { source: content.source, retrieved: content.retrieved };
    for (const type of readDescribeInstanceTypes(isTable(content) ? restoreRows(content) : content)) types.set(type.name, type);
  }
  return { ...provenance, types: [...types.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Reads a normalized hypervisor table, or the raw one: `{"m5.large": {"Hypervisor": "nitro", "BareMetal": false}}`. */
export function loadHypervisors(file: string): Omit<HypervisorTable, 'source' | 'retrieved'> {
  const content = readJson(file);
  if (isHypervisorTable(content)) return content;
  const raw = Object.entries(content as Record<string, { Hypervisor: string | null; BareMetal: boolean }>);
  const names = (wanted: (entry: { Hypervisor: string | null; BareMetal: boolean }) => boolean) =>
    raw
      .filter(([, entry]) => wanted(entry))
      .map(([name]) => name)
      .sort();
  return {
    nitro: names((entry) => !entry.BareMetal && entry.Hypervisor === 'nitro'),
    xen: names((entry) => !entry.BareMetal && entry.Hypervisor !== 'nitro'),
    bareMetal: names((entry) => entry.BareMetal),
  };
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function restoreRows({ fields, rows }: InstanceTypeTable): { InstanceTypes: unknown[] } {
  const InstanceTypes = rows.map((row) => {
    const type = {};
    fields.forEach((field, index) => {
      if (row[index] !== undefined && row[index] !== null) restore(type, field, row[index]);
    });
    return type;
  });
  return { InstanceTypes };
}

function isTable(content: unknown): content is InstanceTypeTable {
  return typeof content === 'object' && content !== null && 'fields' in content && 'rows' in content;
}

function isHypervisorTable(content: unknown): content is HypervisorTable {
  return typeof content === 'object' && content !== null && 'xen' in content && 'nitro' in content;
}
