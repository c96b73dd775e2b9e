import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { LocaleProvider } from '../format/locale.tsx'
import { Explain } from './explain.tsx'
import { MoneyText } from './money-text.tsx'
import { PercentText } from './percent-text.tsx'
import { registerReasons } from './reasons.ts'

const plain = (value: string | null | undefined) => value?.replaceAll('\u00a0', ' ')

function show(content: ReactNode) {
  return render(
    <MantineProvider env="test">
      <LocaleProvider locale="en-US">{content}</LocaleProvider>
    </MantineProvider>,
  )
}

describe('money on a screen', () => {
  it('is short, keeps its full value in the title and its true minus sign', () => {
    show(<MoneyText amount="-632144.10" currency="USD" />)
    const shown = screen.getByTitle(/632,144\.10/)
    expect(plain(shown.textContent)).toBe('\u2212632 k USD')
    expect(plain(shown.title)).toBe('\u2212632,144.10 USD')
  })

  it('is the word unknown with its reason when it is not known, and never a zero', async () => {
    registerReasons({ 'economics/no-cost-rates': 'No cost rates are imported.' })
    show(<MoneyText amount={{ value: null, status: 'insufficient_data', reasons: ['economics/no-cost-rates'] }} />)
    expect(screen.queryByText('0')).toBeNull()
    await userEvent.setup().hover(screen.getByText('unknown'))
    expect(await screen.findByText('No cost rates are imported.')).toBeDefined()
  })

  it('says that a method does not apply', () => {
    show(<PercentText fraction={{ value: null, status: 'not_applicable', reasons: [] }} />)
    expect(screen.getByText('does not apply')).toBeDefined()
  })
})

it('lets a number explain itself by keyboard: inputs, weight and judge, and marks what is old', async () => {
  const user = userEvent.setup()
  show(
    <Explain
      label="Score"
      sentence="Points times weight."
      inputs={[{ name: 'Fit', value: '4 of 5', weight: '14', judge: 'Finance', date: '2 May', isStale: true }]}
    >
      58
    </Explain>,
  )
  await user.tab()
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('rowheader', { name: 'Fit' })).toBeDefined()
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
    'Input',
    'Value',
    'Weight',
    'As of',
    'Judged by',
  ])
  expect(screen.getByRole('cell', { name: '2 May old' })).toBeDefined()
})
