import type { Command } from 'commander'
import { type AuditFault, type AuditVerification, sealAudit, sealHash, verifyAudit } from '../platform/audit/seals.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf, printResult } from './options.ts'
import { withSession } from './session.ts'

interface VerifyOptions {
  readonly workspace: string
  readonly noted?: string
  readonly json?: true
}

/** Commands about the record of what was done. */
export function addAuditCommands(root: Command): void {
  const audit = root.command('audit').description('the record of what was done')
  audit
    .command('verify')
    .description('prove that nobody changed or removed entries of the audit; exit code 1 when somebody did')
    .requiredOption('--workspace <slug>', 'workspace whose audit to verify')
    .option('--noted <number:hash>', 'last seal as noted at an earlier time, to compare with')
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (options: VerifyOptions, command: Command) => {
      await verify(command, options)
    })
}

interface NotedSeal {
  readonly number: string
  readonly hash: string
}

function readNoted(text: string | undefined): NotedSeal | null {
  if (text === undefined) return null
  const match = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase())
  if (!match?.[1] || !match[2]) throw new CommandFault('--noted must look like 1234:HASH, as this command prints it.')
  return { number: match[1], hash: match[2] }
}

async function verify(command: Command, options: VerifyOptions): Promise<void> {
  const noted = readNoted(options.noted)
  await withSession({ dataFolder: dataFolderOf(command) }, async ({ pool, program, operator }) => {
    const actor = await operator(options.workspace)
    await sealAudit(pool)
    const { verification, isAsNoted } = await program.useCases.read(actor, async ({ client }) => ({
      verification: await verifyAudit(client),
      isAsNoted: noted === null || (await sealHash(client, noted.number)) === noted.hash,
    }))
    const holds = verification.faults.length === 0 && isAsNoted
    printResult({ holds, isAsNoted, ...verification }, options.json ?? false, () => asText({ ...verification, holds }))
    if (!isAsNoted)
      throw new CommandFault(`Seal ${noted?.number} is not the one that was noted: the chain was written anew.`)
    if (!holds) throw new CommandFault('The audit is not as it was sealed.')
  })
}

const KINDS: Readonly<Record<AuditFault['kind'], string>> = {
  changed: 'was changed after it had been sealed',
  removed: 'was removed',
  'seal-missing': 'a seal before this one is missing',
  unsealed: 'came in beside the record, without a seal',
}

function asText(result: AuditVerification & { readonly holds: boolean }): string {
  const { entries, sealed, waiting, lastSeal, faults, holds } = result
  const head = lastSeal ? `last seal ${lastSeal.number}:${lastSeal.hash}` : 'no seal yet'
  return [
    `${entries} entries, ${sealed} sealed, ${waiting} waiting; ${head}`,
    ...faults.map(
      ({ kind, seal, entryId }) => `entry ${entryId ?? 'unknown'}${seal ? ` (seal ${seal})` : ''}: ${KINDS[kind]}`,
    ),
    ...(holds ? ['The chain holds. Keep the last seal elsewhere to compare with later.'] : []),
  ].join('\n')
}
