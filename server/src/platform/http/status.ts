/** The one table that turns refusal codes into HTTP. A code missing here is a fault (500) and fails a test. */
const STATUS_OF_CODE = {
  'http/not-signed-in': [401, 'You are not signed in.'],
  'http/two-factor-required': [403, 'This workspace requires two-factor sign-in; switch it on in your settings.'],
  'http/not-allowed': [403, 'Your role does not allow this.'],
  'http/not-found': [404, 'There is no such thing here, or you may not see it.'],
  'http/method-not-allowed': [405, 'This address does not know that method.'],
  'http/invalid': [400, 'Some fields are wrong; see the list.'],
  'http/malformed': [400, 'The request could not be read.'],
  'http/too-large': [413, 'The request is larger than allowed.'],
  'http/unsupported-media': [415, 'Send application/json.'],
  'http/cross-site': [403, 'The request came from another site.'],
  'http/version-required': [428, 'Send If-Match with the version you saw.'],
  'http/version-stale': [412, 'Somebody changed this in the meantime; look at both versions.'],
  'http/idempotency-reused': [422, 'This Idempotency-Key was used for a different request.'],
  'http/idempotency-in-progress': [409, 'The first request with this Idempotency-Key is still running.'],
  'http/too-many-requests': [429, 'Too many requests; wait a little.'],
  'http/cursor-invalid': [400, 'The cursor does not belong to this list and sort.'],
  'http/sort-unknown': [400, 'This list cannot be sorted by that.'],
  'http/filter-unknown': [400, 'This list cannot be filtered by that.'],
  'http/busy': [503, 'The server is busy; try again shortly.'],
  'http/database-unavailable': [503, 'The database does not answer; nothing was changed.'],
  'http/time-limit': [503, 'The answer took too long and was stopped; narrow the question.'],
  'http/internal': [500, 'Something went wrong on our side; nothing was changed.'],
  'session/setup-closed': [409, 'The first workspace exists already; sign in, or ask for an invitation.'],
  'session/setup-code-wrong': [403, 'The code is not the one printed on the console.'],
  'session/password-too-common': [422, 'This password is on lists of often used ones; choose another.'],
  'session/email-taken': [409, 'A person with this mail address exists already.'],
  'session/slug-taken': [409, 'A workspace with this short name exists already.'],
  'session/invitation-invalid': [404, 'This invitation is used, withdrawn, expired or unknown; ask for a new one.'],
  'session/password-required': [422, 'Set a password of at least 8 characters.'],
  'session/wrong-credentials': [401, 'The mail address or the password is wrong.'],
  'session/wrong-password': [403, 'The password is wrong.'],
  'session/wrong-code': [401, 'The code is wrong or was used already.'],
  'session/second-factor-expired': [401, 'The sign-in took too long or had too many wrong codes; begin again.'],
  'session/second-factor-state': [409, 'The second factor is not in a state that allows this.'],
  'session/reset-invalid': [404, 'This link is used, expired or unknown; ask for a new one.'],
  'session/known-person': [
    401,
    'This mail address has an account already; sign in first, then open the invitation again.',
  ],
  'session/wrong-person': [403, 'This invitation is for another mail address; sign out first.'],
  'workspace/last-owner': [409, 'A workspace keeps at least one owner; make somebody else owner first.'],
  'workspace/role-above-own': [403, 'You cannot grant more than you have.'],
  'workspace/already-member': [409, 'This person is a member already.'],
  'workspace/currency-fixed': [409, 'The reporting currency cannot change once amounts are imported.'],
  'workspace/unit-required': [422, 'Visibility by unit needs the name of the unit.'],
  'workspace/own-second-factor-first': [409, 'Switch on your own second factor before you demand it of everybody.'],
  'workspace/too-many-streams': [429, 'Too many open windows follow this workspace; close some.'],
  'workspace/view-name-taken': [409, 'A view with this name exists already.'],
  'accounts/code-taken': [409, 'An account with this code exists already.'],
  'accounts/hierarchy-cycle': [409, 'An account cannot be part of itself; the parents would form a circle.'],
  'accounts/parent-unknown': [422, 'The parent account does not exist.'],
  'accounts/self-parent': [409, 'An account cannot be its own parent.'],
  'accounts/person-unknown': [422, 'This person is not a member of the workspace.'],
  'ledger/import-state': [409, 'The import is not in a state that allows this.'],
  'ledger/file-unmapped': [422, 'A file has no kind, or a required column is not mapped.'],
  'ledger/mapping-invalid': [422, 'The mapping of columns is not valid; see the list.'],
  'ledger/no-files': [422, 'The import has no files yet.'],
  'ledger/too-many-files': [422, 'An import takes at most 200 files.'],
  'ledger/empty-file': [422, 'The file is empty.'],
  'ledger/nothing-to-undo': [409, 'Only an applied import can be undone.'],
  'ledger/import-running': [409, 'Another import of this workspace is being written; wait until it has ended.'],
  'economics/no-ledger': [409, 'There are no invoice lines yet; import them first.'],
  'economics/period-invalid': [422, 'The period must end after it begins and span at most 120 months.'],
  'program/not-a-draft': [409, 'Only a draft can be changed; make a new draft from this version.'],
  'program/not-published': [409, 'Only a published version can be retired.'],
  'program/faulty': [422, 'The criteria set has faults; see the list.'],
  'program/criteria-count-needs-reason': [
    422,
    'Publishing fewer than 5 or more than 10 criteria needs a written reason.',
  ],
  'program/criteria-set-published': [409, 'A published version never changes; make a new draft from it.'],
  'program/criteria-set-not-published': [409, 'Only a published version allows this.'],
  'program/criteria-set-retired': [409, 'A retired version stays as it is.'],
  'program/criteria-set-invalid': [422, 'The criteria have faults; see the list.'],
  'program/tier-scheme-faulty': [422, 'The tiers have faults; see the list.'],
  'program/tier-in-use': [409, 'Accounts are in a tier that the new scheme lacks; move them first.'],
  'selection/no-criteria-set': [409, 'There is no published criteria set yet.'],
  'selection/reason-required': [422, 'A decision needs a reason of at least 10 characters.'],
  'selection/unknown-tier': [422, 'There is no such tier.'],
  'selection/same-tier': [409, 'The account is in this tier already.'],
  'selection/tier-full': [409, 'Every place of this tier is taken; say why it is exceeded.'],
  'selection/effective-date-before-last': [422, 'The date lies before the latest decision on this account.'],
  'selection/unknown-criterion': [422, 'The criteria have no such judged criterion.'],
  'selection/criterion-not-judged': [422, 'The criteria have no such judged criterion.'],
  'selection/judgement-out-of-range': [422, 'A judgement is a whole number from 1 to 5.'],
  'selection/judgement-in-future': [422, 'A judgement cannot be of a later day than today.'],
  'selection/run-not-done': [409, 'The answer is not there yet, or the question was stopped; ask how far it is.'],
  'selection/run-interrupted': [409, 'The program was stopped while it worked on this; ask again.'],
  'portfolio/measure-unknown': [422, 'This measure is not known for this period; see the reasons.'],
} as const satisfies Record<string, readonly [number, string]>

export type KnownCode = keyof typeof STATUS_OF_CODE

export interface StatusEntry {
  readonly status: number
  readonly sentence: string
}

export function statusOf(code: string): StatusEntry | null {
  const entry = (STATUS_OF_CODE as Record<string, readonly [number, string]>)[code]
  return entry ? { status: entry[0], sentence: entry[1] } : null
}

export function knownCodes(): string[] {
  return Object.keys(STATUS_OF_CODE)
}
