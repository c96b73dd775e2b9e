import { verifyAudit } from '../../audit/seals.ts'
import type { ReadScope } from '../../use-case.ts'

/** Whether the audit of the workspace is as it was sealed, every entry of it, whatever the reader may see. */
export async function readAuditVerification(scope: ReadScope, now: Date) {
  const { lastSeal, faults, ...counts } = await verifyAudit(scope.client)
  return { ...counts, lastSeal, faults: [...faults], verifiedAt: now.toISOString() }
}
