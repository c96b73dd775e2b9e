import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs'
import IconFilter2 from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { text } from './text.ts'

export { JudgementPanel } from './judgement-panel.tsx'
export { ScorePanel } from './score-panel.tsx'
export { TierDecisionPanel, type TierDecisionPanelProps } from './tier-decision-panel.tsx'

/** Selection: who is key, and why. */
export const selection: AreaModule = {
  id: 'selection',
  navigation: [
    {
      id: 'selection',
      label: text.ranking.navigation,
      href: paths.selection(),
      icon: IconFilter2,
      group: 'program',
      order: 20,
    },
    { id: 'tiers', label: text.tiers.navigation, href: paths.tiers(), icon: IconActivity, group: 'program', order: 30 },
  ],
  routes: [
    { path: patterns.selection, load: async () => (await import('./selection-page.tsx')).SelectionPage },
    { path: patterns.tiers, load: async () => (await import('./tiers-page.tsx')).TiersPage },
  ],
  commands: [
    {
      id: 'selection-open',
      label: text.ranking.title,
      href: paths.selection(),
      keywords: ['ranking', 'score', 'weights'],
    },
    { id: 'tiers-open', label: text.tiers.title, href: paths.tiers(), keywords: ['decisions', 'proposals'] },
  ],
}
