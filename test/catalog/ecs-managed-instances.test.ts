import { Catalog } from '../../lib/catalog/catalog';
import { ECS_MANAGED_FAMILIES, ecsManagedTypes } from '../../lib/catalog/ecs-managed-instances';

const catalog = Catalog.bundled();
const names = ecsManagedTypes(catalog).map(({ name }) => name);

test.each([...ECS_MANAGED_FAMILIES])('family %s of ECS Managed Instances is known, and built on Nitro', (family) => {
  expect(catalog.judgeFamily(family)).toMatchObject({ kind: 'nitro', xen: [] });
});

test('ECS Managed Instances chooses from types built on Nitro alone', () => {
  expect(ecsManagedTypes(catalog).filter(({ builtOnNitro }) => !builtOnNitro)).toEqual([]);
});

test('ECS Managed Instances takes no type of one vCPU, and neither nano nor micro', () => {
  expect(names).toEqual(expect.arrayContaining(['t3.small', 't4g.medium', 'm7i.large', 'p3dn.24xlarge', 'm7a.large']));
  for (const small of ['t3.nano', 't3.micro', 't4g.micro', 'm7a.medium', 'c6g.medium']) {
    expect(catalog.judge(small).kind).toBe('nitro');
    expect(names).not.toContain(small);
  }
});

test('ECS Managed Instances has no family that AWS does not list for it', () => {
  expect(names.filter((name) => /^(mac|vt1|a1|i3|p3|m4|trn2|x2i[^de])\b/.test(name))).toEqual([]);
});
