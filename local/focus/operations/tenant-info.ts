import { Refusal } from './refusal';
import type { FocusSwitches } from '../switches';

/** Another site of Atlassian's, under the same domain, with a cloud id of its own. It has no Focus here. */
export const ELSEWHERE = { host: 'elsewhere.atlassian.net', cloudId: '22222222-3333-4444-8555-666666666666' } as const;

/** Answers `/_edge/tenant_info`, which needs no credential, of this site or of the other one. */
export function answerTenantInfo(
  site: 'own' | 'elsewhere',
  { switches, cloudId }: { readonly switches: FocusSwitches; readonly cloudId: string },
): Response {
  if (site === 'elsewhere') return Response.json({ cloudId: ELSEWHERE.cloudId });
  switch (switches.tenantInfo) {
    case 'own':
      return Response.json({ cloudId });
    case 'another':
      return Response.json({ cloudId: ELSEWHERE.cloudId });
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: `https://${ELSEWHERE.host}/_edge/tenant_info` } });
    case 'absent':
      throw new Refusal(404, 'There is nothing at this address.');
    case 'nonsense':
      return new Response('<html><body>Log in to continue.</body></html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
}
