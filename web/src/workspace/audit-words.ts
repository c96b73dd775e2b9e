// Other areas import this file by itself: through index.ts its words would be loaded with the first page.
import type { AuditAction, SubjectType } from '@mainstay/contract/audit'

interface SubjectWords {
  readonly one: string
  readonly other: string
}

const SUBJECTS: Readonly<Record<SubjectType, SubjectWords>> = {
  account: { one: 'Account', other: 'Accounts' },
  accounts: { one: 'Accounts as a file', other: 'Accounts as files' },
  api_key: { one: 'API key', other: 'API keys' },
  audit: { one: 'Audit as a file', other: 'Audit as files' },
  'back-test': { one: 'Back-test as a file', other: 'Back-tests as files' },
  council_decision: { one: 'Council decision', other: 'Council decisions' },
  council_meeting: { one: 'Council meeting', other: 'Council meetings' },
  criteria_set: { one: 'Criteria', other: 'Criteria' },
  decision_book: { one: 'Decision book', other: 'Decision books' },
  decisions: { one: 'Decisions as a file', other: 'Decisions as files' },
  exception_policy: { one: 'Rule for exceptions', other: 'Rule for exceptions' },
  import: { one: 'Import', other: 'Imports' },
  invitation: { one: 'Invitation', other: 'Invitations' },
  'invoice-lines': { one: 'Invoice lines as a file', other: 'Invoice lines as files' },
  'lost-accounts': { one: 'Lost accounts as a file', other: 'Lost accounts as files' },
  member: { one: 'Member', other: 'People' },
  nomination: { one: 'Nomination', other: 'Nominations' },
  override: { one: 'Override', other: 'Overrides' },
  plan: { one: 'Account plan', other: 'Account plans' },
  plan_actions: { one: 'Actions of a plan as a file', other: 'Actions of plans as files' },
  plan_master_slide: { one: 'Master slide', other: 'Master slides' },
  plan_rule: { one: 'Plan rule', other: 'Plan rules' },
  plan_stance: { one: 'What one is told of a plan', other: 'What people are told of plans' },
  plan_template: { one: 'Plan template', other: 'Plan templates' },
  plan_white_space: { one: 'White space of a plan as a file', other: 'White space of plans as files' },
  portfolio: { one: 'Portfolio as a file', other: 'Portfolio as files' },
  program_definition: { one: 'Definition of the program', other: 'Definition of the program' },
  program_person: { one: 'Role in the program', other: 'Roles in the program' },
  proposals: { one: 'Proposals as a file', other: 'Proposals as files' },
  ranking: { one: 'Ranking as a file', other: 'Ranking as files' },
  'round-results': { one: 'Results of a round as a file', other: 'Results of rounds as files' },
  route: { one: 'Refused access', other: 'Refused access' },
  saved_view: { one: 'Saved view', other: 'Saved views' },
  scorecard_scheme: { one: 'Profitability weights', other: 'Profitability weights' },
  scorecards: { one: 'Scorecards as a file', other: 'Scorecards as files' },
  'scoring-sheet': { one: 'Scoring sheet as a file', other: 'Scoring sheets as files' },
  scoring_round: { one: 'Scoring round', other: 'Scoring rounds' },
  selection_run: { one: 'Long question', other: 'Long questions' },
  tier_scheme: { one: 'Tiers', other: 'Tiers' },
  workspace: { one: 'Workspace', other: 'Workspace' },
}

/** What somebody did, behind their name. */
const DEEDS: Readonly<Record<AuditAction, string>> = {
  'plans.begun': 'began the plan',
  'plans.imported': 'brought the plan in from a file',
  'plans.changed': 'changed title or place',
  'plans.rolled-forward': 'rolled the plan forward',
  'plans.activated': 'let the plan take effect',
  'plans.closed': 'closed the plan',
  'plans.sections-added': 'added sections to the plan',
  'plans.section-removed': 'took a section out of the plan',
  'plans.reopened': 'opened the plan again',
  'plans.stance': 'changed how closely they follow the plan',
  'plans.submitted': 'submitted the plan for approval',
  'plans.approval-given': 'approved the plan',
  'plans.approved': 'approved the plan, and it took effect',
  'plans.changes-asked': 'asked for changes',
  'plans.submission-withdrawn': 'took the submission back',
  'plans.snapshot-taken': 'kept the plan as it stood',
  'plans.comment-added': 'commented',
  'plans.comment-changed': 'changed a comment',
  'plans.comment-removed': 'took a comment out',
  'plans.comment-put-back': 'put a comment back',
  'plans.statement-added': 'added a statement',
  'plans.statement-changed': 'changed a statement',
  'plans.statement-renewed': 'said that a statement is still true',
  'plans.statement-removed': 'took a statement out',
  'plans.statement-restored': 'put a statement back',
  'plans.text-written': 'wrote notes',
  'plans.person-added': 'added somebody to the team',
  'plans.person-changed': 'changed somebody of the team',
  'plans.person-removed': 'took somebody off the team',
  'plans.person-restored': 'put somebody back on the team',
  'plans.handed-over': 'handed the plan over',
  'plans.swot-item-added': 'added a SWOT item',
  'plans.swot-items-added': 'added SWOT items',
  'plans.swot-item-changed': 'changed a SWOT item',
  'plans.swot-item-settled': 'settled a SWOT item',
  'plans.swot-item-reopened': 'let a SWOT item count again',
  'plans.swot-item-removed': 'took a SWOT item out',
  'plans.swot-item-put-back': 'put a SWOT item back',
  'plans.pair-dismissed': 'set a SWOT pair aside',
  'plans.pair-brought-back': 'proposed a SWOT pair again',
  'plans.objective-created': 'added an objective',
  'plans.objective-changed': 'changed an objective',
  'plans.objective-closed': 'closed an objective',
  'plans.objective-dropped': 'dropped an objective',
  'plans.objective-reopened': 'took an objective up again',
  'plans.objective-removed': 'took an objective out',
  'plans.objective-restored': 'put an objective back',
  'plans.objectives-imported': 'added objectives from a spreadsheet',
  'plans.key-result-created': 'added a key result',
  'plans.key-result-changed': 'changed a key result',
  'plans.key-result-removed': 'took a key result out',
  'plans.key-result-restored': 'put a key result back',
  'plans.reading-entered': 'entered a value of a key result',
  'plans.reading-corrected': 'corrected a value of a key result',
  'plans.reading-removed': 'took a value of a key result out',
  'plans.reading-restored': 'put a value of a key result back',
  'plans.action-added': 'added an action',
  'plans.actions-imported': 'added actions from a spreadsheet',
  'plans.action-changed': 'changed an action',
  'plans.action-needs-set': 'said what an action waits for',
  'plans.action-moved': 'moved an action on',
  'plans.action-repeated': 'began a recurring action anew',
  'plans.action-handed-over': 'handed an action over',
  'plans.action-snoozed': 'put an action to sleep',
  'plans.action-woken': 'woke an action up',
  'plans.action-removed': 'took an action out',
  'plans.action-restored': 'put an action back',
  'plans.goals-set': 'set goals',
  'plans.bridge-entry-added': 'added to the way to a goal',
  'plans.bridge-entry-changed': 'changed the way to a goal',
  'plans.bridge-entry-removed': 'took something out of the way to a goal',
  'plans.bridge-entry-restored': 'put something back into the way to a goal',
  'plans.white-space-heading-added': 'added to the grid of the white space',
  'plans.white-space-heading-changed': 'changed a unit or offering of the white space',
  'plans.white-space-heading-ordered': 'put the grid of the white space into another order',
  'plans.white-space-heading-removed': 'took a unit or offering out of the white space',
  'plans.white-space-heading-restored': 'put a unit or offering back into the white space',
  'plans.white-space-cells-written': 'wrote in the white space',
  'plans.value-case-added': 'added a value case',
  'plans.value-case-changed': 'changed a value case',
  'plans.value-case-removed': 'took a value case out',
  'plans.value-case-restored': 'put a value case back',
  'plans.value-driver-added': 'added a driver of value',
  'plans.value-driver-changed': 'changed a driver of value',
  'plans.value-driver-removed': 'took a driver of value out',
  'plans.value-driver-restored': 'put a driver of value back',
  'plans.purchase-begun': 'began a purchase of theirs',
  'plans.purchase-changed': 'changed a purchase of theirs',
  'plans.purchase-ended': 'said how a purchase of theirs ended',
  'plans.purchase-reopened': 'went on with a purchase of theirs',
  'plans.purchase-removed': 'took a purchase of theirs out',
  'plans.purchase-restored': 'put a purchase of theirs back',
  'plans.buying-steps-added': 'added steps to a purchase',
  'plans.buying-step-changed': 'changed a step of a purchase',
  'plans.buying-step-ordered': 'moved a step of a purchase',
  'plans.buying-step-removed': 'took a step out of a purchase',
  'plans.buying-step-restored': 'put a step of a purchase back',
  'plans.buying-template-kept': 'kept the steps of a purchase as a template',
  'plans.buying-template-archived': 'put a template of purchases away',
  'plans.buying-template-restored': 'took a template of purchases up again',
  'plans.change-undone': 'took back',
  'plans.change-redone': 'did again',
  'plans.draft-deleted': 'deleted the draft',
  'plans.draft-put-back': 'put the deleted draft back',
  'portfolio.export': 'took data out as a file',
  'access.denied': 'was refused',
  'accounts.change': 'changed the account',
  'accounts.create': 'created the account',
  'accounts.team': 'changed the team of the account',
  'ledger.apply-asked': 'asked to apply the import',
  'ledger.cancel': 'cancelled the import',
  'ledger.check-asked': 'asked to check the import',
  'ledger.expire': 'threw unused files away',
  'ledger.import': 'brought data in',
  'ledger.map': 'said what the columns of a file mean',
  'ledger.remove-file': 'took a file out of the import',
  'ledger.start': 'began an import',
  'ledger.undo': 'took the import back',
  'ledger.undo-asked': 'asked to take the import back',
  'ledger.upload': 'uploaded a file',
  'plans.calendar-created': 'made an address for a calendar',
  'plans.calendar-revoked': 'ended the address for a calendar',
  'plans.master-slide-given': 'gave a master slide',
  'plans.master-slide-removed': 'took the master slide out',
  'plans.rule-changed': 'changed the rule',
  'plans.rule-drafted': 'drafted a rule',
  'plans.rule-put-back': 'put the rule back',
  'plans.rule-removed': 'took the rule out',
  'plans.rule-switched-off': 'switched the rule off',
  'plans.rule-switched-on': 'switched the rule on',
  'plans.rule-tested': 'tried the rule out',
  'plans.template-activated': 'let the template take effect',
  'plans.template-archived': 'put the template away',
  'plans.template-changed': 'changed the template',
  'plans.template-drafted': 'drafted a template',
  'program.change': 'changed the criteria',
  'program.decision': 'recorded a decision of the council',
  'program.definition-change': 'changed the definition of the program',
  'program.definition-discard': 'threw the draft of the definition away',
  'program.definition-draft': 'drafted a definition of the program',
  'program.definition-published': 'published the definition of the program',
  'program.discard': 'threw the draft of the criteria away',
  'program.draft': 'drafted criteria',
  'program.meeting': 'recorded a meeting of the council',
  'program.person': 'changed a role in the program',
  'program.published': 'published the criteria',
  'program.retired': 'retired the criteria',
  'program.tiers': 'changed the tiers',
  'program.weighed': 'gave their weights',
  'program.weighing': 'worked on their weights',
  'program.weights': 'took over weights into the criteria',
  'program.weights-undone': 'took back the taken-over weights',
  'selection.decided': 'decided the tier',
  'selection.exception-policy': 'changed the rule for exceptions',
  'selection.judged': 'gave judgements',
  'selection.nominated': 'nominated an account',
  'selection.nomination-declined': 'declined the nomination',
  'selection.nomination-taken-up': 'took the nomination up',
  'selection.override-asked': 'asked for an override',
  'selection.override-ended': 'ended the override',
  'selection.override-expired': 'let the override run out',
  'selection.override-granted': 'granted the override',
  'selection.override-lapsed': 'let the request for an override lapse',
  'selection.override-refused': 'refused the override',
  'selection.override-withdrawn': 'withdrew the override',
  'selection.profitability-scored': 'scored the profitability',
  'selection.round-cancelled': 'cancelled the round',
  'selection.round-changed': 'changed the plan of the round',
  'selection.round-closed': 'closed the round',
  'selection.round-extended': 'gave the round more time',
  'selection.round-opened': 'opened the round',
  'selection.round-planned': 'planned a round',
  'selection.round-reminded': 'reminded the raters of the round',
  'selection.round-reopened': 'opened the round again',
  'selection.round-scored': 'scored in the round',
  'selection.round-settled': 'settled a disagreement of the round',
  'selection.round-taken-over': 'took the round over into the scores',
  'selection.run': 'asked a long question',
  'selection.run-cancelled': 'cancelled a long question',
  'selection.scorecard-scheme': 'changed the weights of profitability',
  'workspace.adopt': 'took the workspace over as its owner',
  'workspace.ask-email-change': 'asked for another mail address',
  'workspace.change-email': 'changed the mail address',
  'workspace.change-member': 'changed the access of a member',
  'workspace.change-settings': 'changed the settings',
  'workspace.change-view': 'changed the view',
  'workspace.create': 'created the workspace',
  'workspace.create-api-key': 'made an API key',
  'workspace.decline-email-change': 'declined another mail address',
  'workspace.delete-view': 'deleted the view',
  'workspace.invite': 'invited somebody',
  'workspace.join': 'joined the workspace',
  'workspace.rename-member': 'changed the name of a member',
  'workspace.reset-password': 'made a link for a new password',
  'workspace.revoke-api-key': 'revoked the API key',
  'workspace.revoke-invitation': 'withdrew the invitation',
  'workspace.revoke-sessions': 'ended every session of a member',
  'workspace.save-view': 'saved a view',
}

/** "scoring-sheet" and "scoring_sheet" as people write: "Scoring sheet". */
function spelled(name: string): string {
  return capitalized(name.replaceAll(/[-_.]/g, ' '))
}

function capitalized(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const subjects: ReadonlyMap<string, SubjectWords> = new Map(Object.entries(SUBJECTS))
const deeds: ReadonlyMap<string, string> = new Map(Object.entries(DEEDS))

/** A kind of thing. One that an older or later version of the program recorded is told by its name. */
export function subjectInWords(subjectType: string): string {
  return subjects.get(subjectType)?.one ?? spelled(subjectType)
}

/** Every kind of thing there is to choose from, and the chosen one even where this version does not know it. */
export function subjectChoices(chosen: string | undefined): { readonly value: string; readonly label: string }[] {
  const known = [...subjects].map(([value, { other }]) => ({ value, label: other }))
  const unknown = chosen === undefined || subjects.has(chosen) ? [] : [{ value: chosen, label: spelled(chosen) }]
  return [...known, ...unknown].sort((one, other) => one.label.localeCompare(other.label))
}

/** What was done, to be read behind a name: "changed the account". Null for what this version does not know. */
export function deedInWords(action: string): string | null {
  return deeds.get(action) ?? null
}

/** A deed that another one is about. */
interface OtherDeed {
  readonly action: string
  readonly item: string | null
  readonly actorName: string
  /** When, as it is written for whoever reads. */
  readonly at: string
}

/** "took back: set goals: net revenue 2026, by Ben, Nov 21, 2026, 10:32 AM". */
export function deedOnOther(action: string, { action: other, item, actorName, at }: OtherDeed): string {
  const deed = deedInWords(other) ?? spelled(other.slice(other.indexOf('.') + 1)).toLowerCase()
  return `${deedInWords(action) ?? action}: ${item === null ? deed : `${deed}: ${item}`}, by ${actorName}, ${at}`
}

type Facts = Readonly<Record<string, unknown>>
interface Entry {
  readonly action: string
  readonly before: Facts | null
  readonly after: Facts | null
}

const UNDOING: ReadonlySet<string> = new Set(['plans.change-undone', 'plans.change-redone'])
const wordOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** What an entry of the audit tells; of an undo what was taken back, whose it was and when. */
export function entryInWords({ action, after }: Entry, instant: (at: string) => string): string {
  const [deed, by, at] = [wordOf(after?.deed), wordOf(after?.by), wordOf(after?.at)]
  if (!UNDOING.has(action) || deed === null || by === null || at === null) return actionInWords(action)
  return capitalized(deedOnOther(action, { action: deed, item: wordOf(after?.item), actorName: by, at: instant(at) }))
}

/** Values before and after, as people know them; of an undo those of the thing itself, and of many how many. */
export function factsOfEntry({ action, before, after }: Entry): Pick<Entry, 'before' | 'after'> {
  if (!UNDOING.has(action)) return { before, after }
  const [was, is] = [partsOf(before), partsOf(after)]
  if (is.length > 1) return { before: null, after: { changes: after?.count ?? is.length } }
  return { before: was[0] ?? null, after: is[0] ?? null }
}

function partsOf(facts: Facts | null): (Facts | null)[] {
  return Array.isArray(facts?.parts) ? facts.parts : []
}

/** What was done, standing by itself. What an older or later version recorded is told by its name: "Paint account". */
export function actionInWords(action: string): string {
  const words = deedInWords(action)
  return words === null ? spelled(action.slice(action.indexOf('.') + 1)) : capitalized(words)
}
