import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { currency, date, inWorkspace, moment, money, queryInteger, rowId, text, writtenMoney } from './values.ts'

export const accountReference = z.object({ id: rowId, code: z.string(), name: z.string() })

export const teamMember = z.object({
  personId: z.string(),
  name: z.string(),
  duty: z.enum(['account_manager', 'executive_sponsor', 'team_member']),
  since: date,
})

export const account = z.object({
  id: rowId,
  code: z.string(),
  name: z.string(),
  parent: accountReference.nullable(),
  group: accountReference,
  companiesInGroup: z.number().int(),
  segment: z.string().nullable(),
  unit: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  country: z.string().nullable(),
  employees: z.number().int().nullable(),
  annualSales: money.nullable(),
  annualSalesCurrency: currency.nullable(),
  yearOpened: z.number().int().nullable(),
  attributes: z.record(z.string(), z.string()),
  version: z.number().int(),
  createdAt: moment,
  updatedAt: moment,
})

export const accountDetail = account.extend({
  children: z.array(accountReference),
  team: z.array(teamMember),
})

const editable = {
  name: text(300),
  parentId: rowId.nullable(),
  segment: text(120).nullable(),
  unit: text(120).nullable(),
  city: text(120).nullable(),
  region: text(120).nullable(),
  country: text(120).nullable(),
  employees: z.number().int().min(0).max(2_000_000_000).nullable(),
  annualSales: writtenMoney.nullable(),
  annualSalesCurrency: currency.nullable(),
  yearOpened: z.number().int().min(1000).max(2200).nullable(),
}

const tags = ['accounts']
const path = '/workspaces/{workspace}/accounts' as const

export const accountSort = z.enum(['name', '-name', 'code', '-code', 'created', '-created'])

export const accountRoutes = {
  list: route('accounts:read')
    .route({ method: 'GET', path, tags, summary: 'Accounts by name or code, any part' })
    .input(
      inWorkspace.extend(pageQuery.shape).extend({
        query: text(120, 0).optional(),
        segment: text(120).optional(),
        country: text(120).optional(),
        unit: text(120).optional(),
        groupId: rowId.optional(),
        sort: accountSort.default('name'),
      }),
    )
    .output(pageOf(account)),
  read: route('accounts:read')
    .route({ method: 'GET', path: `${path}/{id}`, tags, summary: 'One account with its group and team' })
    .input(inWorkspace.extend({ id: rowId }))
    .output(accountDetail),
  create: route('accounts:write', 'creates')
    .route({ method: 'POST', path, tags, summary: 'Create an account', successStatus: 201 })
    .input(inWorkspace.extend({ code: text(120), ...z.object(editable).partial().required({ name: true }).shape }))
    .output(account),
  change: route('accounts:write', 'changes')
    .route({
      method: 'PATCH',
      path: `${path}/{id}`,
      tags,
      summary: 'Change an account; absent fields stay, null clears',
    })
    .input(inWorkspace.extend({ id: rowId, ...z.object(editable).partial().shape }))
    .output(account),
  assignTeamMember: route('accounts:team', 'asks')
    .route({ method: 'PUT', path: `${path}/{id}/team/{personId}`, tags, summary: 'Put a person on the account team' })
    .input(inWorkspace.extend({ id: rowId, personId: text(80), duty: teamMember.shape.duty }))
    .output(z.object({ team: z.array(teamMember) })),
  removeTeamMember: route('accounts:team', 'asks')
    .route({
      method: 'DELETE',
      path: `${path}/{id}/team/{personId}`,
      tags,
      summary: 'Take a person off the account team',
    })
    .input(inWorkspace.extend({ id: rowId, personId: text(80) }))
    .output(z.object({ team: z.array(teamMember) })),
  facets: route('accounts:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/account-facets',
      tags,
      summary: 'Values to filter by, with counts',
    })
    .input(inWorkspace)
    .output(
      z.object({
        segments: z.array(z.object({ value: z.string(), accounts: z.number().int() })),
        countries: z.array(z.object({ value: z.string(), accounts: z.number().int() })),
        units: z.array(z.object({ value: z.string(), accounts: z.number().int() })),
      }),
    ),
  search: route('accounts:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/search',
      tags,
      summary: 'Accounts and people by any part of name, code or city; best first',
    })
    .input(inWorkspace.extend({ query: text(120), limit: queryInteger(1, 50).default(12) }))
    .output(
      z.object({
        accounts: z.array(accountReference.extend({ city: z.string().nullable(), country: z.string().nullable() })),
        people: z.array(z.object({ personId: z.string(), name: z.string(), email: z.string() })),
      }),
    ),
}
