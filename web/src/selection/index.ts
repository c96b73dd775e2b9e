import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs'
import IconAnchor from '@tabler/icons-react/dist/esm/icons/IconAnchor.mjs'
import IconChartArrows from '@tabler/icons-react/dist/esm/icons/IconChartArrows.mjs'
import IconChecklist from '@tabler/icons-react/dist/esm/icons/IconChecklist.mjs'
import IconCoins from '@tabler/icons-react/dist/esm/icons/IconCoins.mjs'
import IconFilter2 from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs'
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs'
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs'
import IconTelescope from '@tabler/icons-react/dist/esm/icons/IconTelescope.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText } from './navigation-text.ts'

export { JudgementPanel } from './judgement-panel.tsx'
export { AskOverrideButton } from './overrides/ask-override.tsx'
export { ExceptionTag } from './overrides/exception-tag.tsx'
export { OverrideBadge, type OverrideBadgeProps } from './overrides/override-badge.tsx'
export { ScorePanel } from './score-panel.tsx'
export { ScorecardPanel } from './scorecard/scorecard-panel.tsx'
export { TierDecisionPanel, type TierDecisionPanelProps } from './tier-decision-panel.tsx'
export { exceptionOf } from './types.ts'

/** Selection: who is key, and why. */
export const selection: AreaModule = {
  id: 'selection',
  navigation: [
    {
      id: 'selection',
      label: navigationText.ranking,
      href: paths.selection(),
      icon: IconFilter2,
      group: 'selection',
      order: 20,
    },
    {
      id: 'rounds',
      label: navigationText.rounds,
      href: paths.rounds(),
      icon: IconChecklist,
      group: 'selection',
      order: 15,
    },
    {
      id: 'tiers',
      label: navigationText.tiers,
      href: paths.tiers(),
      icon: IconActivity,
      group: 'selection',
      order: 30,
    },
    {
      id: 'overrides',
      label: navigationText.overrides,
      href: paths.overrides(),
      icon: IconScale,
      group: 'selection',
      order: 32,
    },
    {
      id: 'candidates',
      label: navigationText.candidates,
      href: paths.candidates(),
      icon: IconTelescope,
      group: 'selection',
      order: 34,
    },
    {
      id: 'profitability',
      label: navigationText.scorecard,
      href: paths.profitability(),
      icon: IconCoins,
      group: 'proof',
      order: 30,
    },
    {
      id: 'program-result',
      label: navigationText.programResult.page,
      href: paths.programResult(),
      icon: IconChartArrows,
      group: 'proof',
      order: 40,
    },
    {
      id: 'firmness',
      label: navigationText.firmness.page,
      href: paths.firmness(),
      icon: IconAnchor,
      group: 'proof',
      order: 10,
    },
    {
      id: 'back-test',
      label: navigationText.backTest,
      href: paths.backTest(),
      icon: IconHistory,
      group: 'proof',
      order: 20,
    },
  ],
  routes: [
    {
      path: patterns.programResult,
      load: async () => (await import('./program-result/program-result-page.tsx')).ProgramResultPage,
    },
    { path: patterns.selection, load: async () => (await import('./selection-page.tsx')).SelectionPage },
    { path: patterns.firmness, load: async () => (await import('./firmness/firmness-page.tsx')).FirmnessPage },
    { path: patterns.rounds, load: async () => (await import('./rounds/rounds-page.tsx')).RoundsPage },
    { path: patterns.round, load: async () => (await import('./rounds/round-page.tsx')).RoundPage },
    { path: patterns.tiers, load: async () => (await import('./tiers-page.tsx')).TiersPage },
    { path: patterns.overrides, load: async () => (await import('./overrides/overrides-page.tsx')).OverridesPage },
    { path: patterns.candidates, load: async () => (await import('./candidates/candidates-page.tsx')).CandidatesPage },
    {
      path: patterns.profitability,
      load: async () => (await import('./scorecard/scorecard-page.tsx')).ScorecardPage,
    },
    { path: patterns.backTest, load: async () => (await import('./back-test/back-test-page.tsx')).BackTestPage },
  ],
  commands: [
    {
      id: 'program-result-open',
      label: navigationText.programResult.command,
      href: paths.programResult(),
      keywords: ['effect', 'matched', 'benchmark', 'collaboration'],
    },
    {
      id: 'profitability-open',
      label: navigationText.scorecard,
      href: paths.profitability(),
      keywords: ['scorecard', 'felt', 'gap', 'profit'],
    },
    {
      id: 'back-test-open',
      label: navigationText.backTest,
      href: paths.backTest(),
      keywords: ['past', 'history', 'prediction', 'proof'],
    },
    {
      id: 'selection-open',
      label: navigationText.ranking,
      href: paths.selection(),
      keywords: ['ranking', 'score', 'weights'],
    },
    {
      id: 'firmness-open',
      label: navigationText.firmness.command,
      href: paths.firmness(),
      keywords: ['weights', 'stability', 'edge'],
    },
    {
      id: 'rounds-open',
      label: navigationText.rounds,
      href: paths.rounds(),
      keywords: ['score', 'raters', 'blind', 'agreement'],
    },
    { id: 'tiers-open', label: navigationText.tiers, href: paths.tiers(), keywords: ['decisions', 'proposals'] },
    {
      id: 'overrides-open',
      label: navigationText.overrides,
      href: paths.overrides(),
      keywords: ['exceptions', 'favors', 'against the scores'],
    },
    {
      id: 'candidates-open',
      label: navigationText.candidates,
      href: paths.candidates(),
      keywords: ['nominations', 'prospects', 'over-investment'],
    },
  ],
}
