import { seconds } from '../cloud-time.ts';
import { APP_ID, type About, type Message } from './about.ts';

/** 338: subtitles and interpretation (267/121710). */
export function subtitle(about: About): Message {
  const text = 'words that were spoken';
  return {
    ...ofTask(338, about),
    data: { subtitle_tmp_res: [{ start_time: 0, end_time: 2100, text, language: 'en' }] },
  };
}

/** 347: what was erased from picture or sound (267/121711). */
export function erase(about: About): Message {
  return { ...ofTask(347, about), data: { erase_res: [{ start_time: 0, end_time: 2100 }] } };
}

/** 348: a summary of what was said. Its fields were not to be had: these are made up [I]. */
export function summary(about: About): Message {
  return { ...ofTask(348, about), data: { summary: 'what it was about' } };
}

/** 349: highlights. */
export function highlight(about: About): Message {
  const at = seconds(about.now);
  return {
    ...ofTask(349, about),
    items: [{ title: 'a goal', start_time: at - 30, end_time: at - 10, score: 0.93 }],
  };
}

function ofTask(type: number, { upstream, now, task, hex }: About): Message {
  return {
    event_type: type,
    appid: APP_ID,
    domain: upstream.domain,
    appname: upstream.app,
    stream_id: upstream.stream,
    event_time: seconds(now),
    task_id: task ?? hex(8),
  };
}
