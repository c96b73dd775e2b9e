import IconChartLine from '@tabler/icons-react/dist/esm/icons/IconChartLine.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText } from './navigation-text.ts'

/** The portfolio and the page of one account, where the areas meet. */
export const portfolio: AreaModule = {
  id: 'portfolio',
  navigation: [
    {
      id: 'portfolio',
      label: navigationText.page,
      href: paths.portfolio(),
      icon: IconChartLine,
      group: 'main',
      order: 20,
    },
  ],
  routes: [
    {
      path: patterns.portfolio,
      load: async () => (await import('./portfolio-page.tsx')).PortfolioPage,
      askAhead: async (page) => (await import('./ask-ahead.ts')).askPortfolio(page),
    },
    {
      path: patterns.account,
      load: async () => (await import('./account/account-page.tsx')).AccountPage,
      askAhead: async (page) => (await import('./ask-ahead.ts')).askAccount(page),
    },
    { path: patterns.accountLines, load: async () => (await import('./account/account-page.tsx')).AccountLinesPage },
  ],
  commands: [
    { id: 'portfolio-open', label: navigationText.open, href: paths.portfolio(), icon: IconChartLine },
    {
      id: 'portfolio-losing',
      label: navigationText.loseMoney,
      href: `${paths.portfolio()}?losesMoney=true`,
      icon: IconChartLine,
    },
    {
      id: 'portfolio-cost-to-serve',
      label: navigationText.costToServe,
      href: `${paths.portfolio()}?part=cost-to-serve`,
      icon: IconChartLine,
    },
  ],
}
