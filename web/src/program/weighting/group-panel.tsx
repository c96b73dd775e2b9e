import { Tag } from '../../kit/figures/badges.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { ApplyWeights } from './apply-weights.tsx'
import { text } from './text.ts'
import type { Group, Weighting } from './types.ts'
import classes from './weighting.module.css'

const words = text.group

function Spread({ share, own, top }: { share: Group['shares'][number]; own: number | undefined; top: number }) {
  const at = (value: number) => `${(value / top) * 100}%`
  return (
    <span className={classes.spread} aria-hidden>
      <span
        className={classes.spreadRange}
        style={{ left: at(share.lowest), width: at(share.highest - share.lowest) }}
      />
      {own === undefined ? null : <span className={classes.spreadOwn} style={{ left: at(own) }} />}
      <span className={classes.spreadGroup} style={{ left: at(share.share) }} />
    </span>
  )
}

function SharesTable({ group, weighting }: { group: Group; weighting: Weighting }) {
  const locale = useLocale()
  const percent = (value: number) => formatPercent(value, { locale })
  const own = group.members.find(({ isOwn }) => isOwn)
  const top = Math.max(...group.shares.map(({ highest }) => highest))
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.criterion}</th>
            <th scope="col" data-align="end">
              {words.share}
            </th>
            <th scope="col">
              <Hint note={words.spreadNote}>{words.spread}</Hint>
            </th>
            {own ? (
              <th scope="col" data-align="end">
                {words.you}
              </th>
            ) : null}
            <th scope="col" data-align="end" data-wide>
              {words.now}
            </th>
            <th scope="col" data-align="end">
              {words.points}
            </th>
          </tr>
        </thead>
        <tbody>
          {group.shares.map((share, index) => {
            const criterion = weighting.criteria[index]
            const mine = own?.shares[index]
            return (
              <tr key={share.key}>
                <th scope="row">{criterion?.name ?? share.key}</th>
                <td data-align="end">{percent(share.share)}</td>
                <td>
                  <Spread share={share} own={mine} top={top} />
                  <span className={classes.muted}>{words.range(percent(share.lowest), percent(share.highest))}</span>
                </td>
                {own ? <td data-align="end">{mine === undefined ? null : percent(mine)}</td> : null}
                <td data-align="end" data-wide>
                  {formatNumber(criterion?.weight ?? 0, { locale })}
                </td>
                <td data-align="end">
                  <b>{formatNumber(share.points, { locale })}</b>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type Member = Group['members'][number]

function Marks({ member }: { member: Member }) {
  return (
    <>
      {member.isFarOff ? <Tag tone="caution">{words.farOff}</Tag> : null}{' '}
      {member.consistency && !member.consistency.isConsistent ? <Tag tone="caution">{words.inconsistent}</Tag> : null}{' '}
      {member.hasSeenOthers ? <Tag>{words.seen}</Tag> : null}
    </>
  )
}

function Members({ members }: { members: readonly Member[] }) {
  const locale = useLocale()
  return (
    <section aria-label={words.members}>
      <h3 className={classes.subheading}>{words.members}</h3>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.methodOf}</th>
              <th scope="col" data-align="end">
                <Hint note={words.distanceNote}>{words.distance}</Hint>
              </th>
              <th scope="col" data-align="end">
                <Hint note={text.consistency.explain}>{text.consistency.ratio}</Hint>
              </th>
              <th scope="col">
                <span className={classes.hidden}>{words.farOff}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((member, index) => (
              // The members have no other identity here: most readers may not know who they are.
              // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state
              <tr key={index}>
                <th scope="row">{member.isOwn ? words.ownName : (member.name ?? words.somebody)}</th>
                <td>{text.own.methods[member.method]}</td>
                <td data-align="end">{formatPercent(member.distance, { locale, decimals: 0 })}</td>
                <td data-align="end">
                  {member.consistency ? formatNumber(member.consistency.ratio, { locale, decimals: 3 }) : '–'}
                </td>
                <td>
                  <Marks member={member} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Common({ group }: { group: Group }) {
  const locale = useLocale()
  const { consistency } = group
  if (!consistency) return null
  const write = (value: number, decimals: number) => formatNumber(value, { locale, decimals })
  return (
    <p className={classes.muted}>
      {text.source.consistency(
        write(consistency.ratio, 3),
        text.consistency.tables[consistency.table],
        write(consistency.limit, 2),
      )}{' '}
      <Tag tone={consistency.isConsistent ? 'gain' : 'caution'}>
        {consistency.isConsistent ? text.consistency.consistent : text.consistency.inconsistent}
      </Tag>
    </p>
  )
}

function Blind({ weighting }: { weighting: Weighting }) {
  const isGiven = weighting.own?.isGiven ?? false
  return (
    <StateEmpty
      title={isGiven ? words.nobodyTitle : words.blindTitle}
      sentence={isGiven ? words.nobody : words.blind(weighting.given)}
    />
  )
}

/** The weights of the group with their spread, who is far off, and the way into the draft. */
export function GroupPanel({ weighting }: { weighting: Weighting }) {
  const { group, people } = weighting
  const waiting = people?.filter(({ isGiven }) => !isGiven).map(({ name }) => name) ?? []
  return (
    <Panel title={words.title} subtitle={words.count(weighting.given, weighting.begun)}>
      <div className={classes.stack}>
        {waiting.length > 0 ? <p className={classes.muted}>{words.waiting(waiting.join(', '))}</p> : null}
        {group ? (
          <>
            {group.isOnePerson ? (
              <p className={classes.notice} data-tone="caution">
                {words.one}
              </p>
            ) : null}
            {group.outdated > 0 ? <p className={classes.muted}>{words.outdated(group.outdated)}</p> : null}
            <SharesTable group={group} weighting={weighting} />
            <Common group={group} />
            <Members members={group.members} />
            <p className={classes.muted}>
              <b>{words.rule}:</b> {words.ruleSentence}
            </p>
            <ApplyWeights group={group} weighting={weighting} />
          </>
        ) : (
          <Blind weighting={weighting} />
        )}
      </div>
    </Panel>
  )
}
