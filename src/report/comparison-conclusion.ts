// A judged comparison in, the one sentence that says what it comes to out: what regressed, else what is
// better, else that nothing changed, and on how much that rests.

import type { Comparison, Judgement } from '../compare/comparison.ts';
import { countOf, countText } from './quantity.ts';

/** Why a run is or is not a regression against its baseline. */
export function conclusionOf(comparison: Comparison): string {
  const { regressed, baseline, run } = comparison;
  const parts = partsOf(comparison, regressed ? 'regression' : 'improvement');
  const verdict =
    comparison.verdict === 'same' ? [] : [`the verdict was ${baseline.verdict} and is ${run.verdict}`];
  if (regressed) return sentence([...verdict, ...parts]);
  return sentence([...verdict, ...parts, restsOn(comparison)]);
}

function partsOf({ checks, decisions, metadata, figures }: Comparison, judgement: Judgement): string[] {
  const worse = judgement === 'regression';
  const ofThem = checks.filter((check) => check.judgement === judgement).length;
  const beyond = figures.filter((figure) => figure.judgement === judgement).length;
  const rows = (changes: typeof decisions | typeof metadata, what: string): string =>
    worse && changes?.judgement === judgement
      ? `${countText(changes.changed)} of ${countOf(changes.compared, what)} changed`
      : '';
  return [
    ofThem > 0 ? `${countOf(ofThem, 'check')} got ${worse ? 'worse' : 'better'}` : '',
    rows(decisions, 'decision'),
    rows(metadata, 'metadata value'),
    beyond > 0 ? `${countOf(beyond, 'figure')} ${worse ? beyondBounds(beyond) : 'got much better'}` : '',
  ].filter((text) => text !== '');
}

const beyondBounds = (figures: number): string =>
  figures === 1 ? 'is beyond its bound' : 'are beyond their bounds';

function restsOn({ decisions }: Comparison): string {
  if (decisions === null)
    return 'no check got worse and no figure is beyond a bound; decisions were not compared';
  if (decisions.changed === 0) return `all ${countOf(decisions.compared, 'decision')} are the same`;
  const why = decisions.allowed === null ? 'because Alerts arrived at other moments' : 'which is allowed';
  return `${countText(decisions.changed)} of ${countOf(decisions.compared, 'decision')} changed, ${why}`;
}

function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
