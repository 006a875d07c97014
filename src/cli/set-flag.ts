// The `--set` flag: texts of the form `path=value` in, settings out. It may be given many times.
// What the value must be is decided where the scenario or the profile is read.

import { InvalidArgumentError, Option } from 'commander';
import { readSetting, type Setting } from '../scenario/setting.ts';

/** The `--set` flag of a command. */
export function setOption(): Option {
  const what =
    'value to use instead of what the files say, such as streams.storm.arrival.every=1s (repeatable)';
  return new Option('--set <path=value>', what).argParser(
    (text: string, earlier: readonly Setting[] = []) => {
      const setting = readSetting(text);
      if (!setting)
        throw new InvalidArgumentError('It must be a path, `=` and a value, such as duration=5m.');
      return [...earlier, setting];
    },
  );
}
