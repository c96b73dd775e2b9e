import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs'
import IconMap2 from '@tabler/icons-react/dist/esm/icons/IconMap2.mjs'
import type { QueryClient } from '@tanstack/react-query'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText as work } from './actions/my-work/navigation-text.ts'
import { text as doubtful } from './doubtful/text.ts'
import { text as words } from './lifecycle/text.ts'
import { text as notices } from './notices/text.ts'
import { useUnreadRemark } from './notices/use-unread.ts'
import { useWaitingRemark } from './offline/use-waiting-remark.ts'
import { text as rules } from './rules/text.ts'

/** Sends what waits in this browser for the workspace in view; gives how much is left, also of other workspaces. */
export async function sendPlansHere(queryClient: QueryClient): Promise<number> {
  const { sendBeforeLeaving } = await import('./offline/send-before-leaving.ts')
  return sendBeforeLeaving(queryClient)
}

/** Takes out of this browser what plans keep in it for a person. */
export async function forgetPlansHere(personId: string): Promise<void> {
  const { forgetDevice } = await import('./offline/forget-device.ts')
  await forgetDevice(personId)
}

export { AccountPlan } from './lifecycle/account-plan.tsx'

/** What we will do with an account over two to three years, and who does it. */
export const plans: AreaModule = {
  id: 'plans',
  navigation: [
    {
      id: 'my-work',
      label: work.page,
      href: paths.myWork(),
      icon: IconListCheck,
      group: 'work',
      order: 10,
      useRemark: useWaitingRemark,
    },
    { id: 'plans', label: words.navigation, href: paths.plans(), icon: IconMap2, group: 'work', order: 20 },
    {
      id: 'notices',
      label: notices.navigation,
      href: paths.notices(),
      icon: IconBell,
      group: 'work',
      order: 30,
      useRemark: useUnreadRemark,
    },
  ],
  routes: [
    { path: patterns.myWork, load: async () => (await import('./actions/my-work/my-work-page.tsx')).MyWorkPage },
    { path: patterns.notices, load: async () => (await import('./notices/notices-page.tsx')).NoticesPage },
    { path: patterns.plans, load: async () => (await import('./lifecycle/plans-page.tsx')).PlansPage },
    { path: patterns.planTemplates, load: async () => (await import('./templates/templates-page.tsx')).TemplatesPage },
    { path: patterns.planRules, load: async () => (await import('./rules/rules-page.tsx')).RulesPage },
    { path: patterns.doubtful, load: async () => (await import('./doubtful/doubtful-page.tsx')).DoubtfulPage },
    { path: patterns.plan, load: async () => (await import('./plan-page.tsx')).PlanPage },
  ],
  commands: [
    {
      id: 'my-work-open',
      label: work.command,
      href: paths.myWork(),
      icon: IconListCheck,
      keywords: ['tasks', 'inbox', 'calendar'],
    },
    {
      id: 'plans-open',
      label: words.open,
      href: paths.plans(),
      icon: IconMap2,
      keywords: ['account plan', 'strategy'],
    },
    { id: 'plans-begin', label: words.begin.open, href: `${paths.plans()}?begin=true`, icon: IconMap2 },
    { id: 'plans-doubtful', label: doubtful.open, href: paths.doubtful(), icon: IconMap2 },
    {
      id: 'notices-open',
      label: notices.open,
      href: paths.notices(),
      icon: IconBell,
      keywords: ['mentions', 'notifications', 'bell'],
    },
    {
      id: 'plan-rules-open',
      label: rules.open,
      href: paths.planRules(),
      icon: IconMap2,
      keywords: ['playbook', 'automation', 'triggers'],
    },
    {
      id: 'plan-templates-open',
      label: words.templates,
      href: paths.planTemplates(),
      icon: IconMap2,
      keywords: ['sections', 'fields', 'versions'],
    },
  ],
}
