import { createContext, type ReactNode, useContext } from 'react'

const LocaleContext = createContext<string | undefined>(undefined)

/** Sets the language of numbers and dates; without it the browser's own is used. */
export function LocaleProvider({ locale, children }: { locale: string | undefined; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>
}

/** The language that numbers and dates are written in. */
export function useLocale(): string | undefined {
  return useContext(LocaleContext)
}
