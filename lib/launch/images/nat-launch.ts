import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { constructPath } from '../../template/resource';
import type { Launch } from '../launches';

/** The word `nat`, alone or in a name: `fck-nat`, `NatInstance`, `web_nat`, but not `natural`. */
const NAT = /(?<![A-Za-z])nat(?![a-z])|Nat(?![a-z])|(?<![A-Za-z])NAT(?![a-z])/;

/**
 * Tells whether a launch is for a NAT instance: it forwards packets, or has the word in its name. An image for general use forwards none.
 * Errs towards a NAT instance.
 */
export function servesNat(launch: Launch): boolean {
  const launches = [launch, ...launch.users, ...launch.referred];
  return launches.some(({ resource }) => {
    const properties = member(resource.body, 'Properties');
    const forwards = isObject(properties) && forwardsPackets(properties);
    return forwards || NAT.test(resource.logicalId) || NAT.test(constructPath(resource) ?? '') || hasNatName(properties);
  });
}

function forwardsPackets(properties: JsonObject): boolean {
  const interfaces = member(properties, 'NetworkInterfaces');
  return [properties, ...(isList(interfaces) ? interfaces.filter(isObject) : [])].some((object) => {
    const check = member(object, 'SourceDestCheck');
    return check === false || check === 'false';
  });
}

function hasNatName(properties: Json | undefined): boolean {
  const tags = isObject(properties) ? member(properties, 'Tags') : undefined;
  return isList(tags) && tags.some((tag) => isObject(tag) && member(tag, 'Key') === 'Name' && NAT.test(textOf(member(tag, 'Value'))));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
