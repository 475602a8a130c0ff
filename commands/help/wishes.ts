import type { Text } from '../../src/text/language.ts';

/**
 * What people say who want a command, beside its name, its summary and the other names of its words. By the English name
 * of the command; a few words each, in both languages.
 */
export const WISHES: Readonly<Record<string, Text>> = {
  'stream check': {
    en: 'main is down went down wrong broken black screen frozen picture gone no picture why off air stutter problem diagnose what happened',
    zh: '主流断了 黑屏 卡顿 花屏 没画面 断流了 怎么回事 出问题 断流原因 画面卡住 诊断 故障',
  },
  'stream show': { en: 'state is it on air online', zh: '在不在播 是否在线 在线吗 流状态' },
  'stream list': { en: 'what is on air now online streams running', zh: '现在有哪些流 在播的流 在线流' },
  'stream health': {
    en: 'bad quality frame rate fps bitrate dropped frames lag',
    zh: '帧率 码率 掉帧 丢帧 推流质量 上行',
  },
  'stream history': {
    en: 'when did it break end begin last night',
    zh: '什么时候断的 昨晚 推流记录 断流记录',
  },
  'stream drop': {
    en: 'cut off take off air end stop stream kick encoder',
    zh: '断掉 踢掉 停掉流 关流 停播 断流',
  },
  'stream forbid': {
    en: 'ban block prevent pushing illegal content take down',
    zh: '封流 封掉 封禁 违规 不让推 禁止推流',
  },
  'stream resume': { en: 'allow again unban lift let push back', zh: '解封 解禁 解除禁推 恢复推流 放开' },
  'ban list': { en: 'banned forbidden streams which are blocked', zh: '哪些流被封 被禁的流 黑名单流' },
  'backup switch': {
    en: 'go to backup use reserve other encoder main failed change over failover',
    zh: '切备播 切备流 切到备流 切换主备 用备流 主流断了 切备 切主备',
  },
  'backup list': { en: 'is there a backup which backups', zh: '有没有备流 备流在不在' },
  'backup set': { en: 'automatic failover choose best by itself', zh: '自动切换 自动择优' },
  'pull failover': { en: 'backup source other source', zh: '备用源 切换源' },
  'pull add': {
    en: 'pull from other cdn relay rebroadcast file loop vod play video',
    zh: '转推 拉流地址 播放点播 轮播 拉外部流',
  },
  'pull extend': { en: 'longer end later overrun', zh: '延长 超时 加时' },
  'pull restart': { en: 'stuck restart feed', zh: '重启拉流 卡住' },
  'caster take': { en: 'cut preview on air switch scene', zh: '切画面 上预监 切到主监' },
  'caster overlay': { en: 'show logo lower third caption scoreboard', zh: '上字幕 上台标 角标 比分' },
  'caster sound': { en: 'mute audio which microphone hear', zh: '没声音 声音从哪来 关声音 音频' },
  'record now': { en: 'start recording', zh: '开始录 录下来 开始录制 录像' },
  'record task stop': { en: 'stop end recording finish', zh: '停止录制 结束录制 别录了 停录 停止录像' },
  'record task list': {
    en: 'what is being recorded is it recording recordings',
    zh: '在录吗 录了哪些 录像列表',
  },
  'record task add': { en: 'schedule recording tonight later', zh: '定时录制 预约录制 今晚录' },
  'snapshot now': {
    en: 'see picture look screenshot grab frame what viewers see',
    zh: '看一眼画面 截个图 看画面 截屏',
  },
  'push-url': {
    en: 'ingest address encoder rtmp srt where to push obs',
    zh: '推流地址 推流码 往哪推 推到哪 obs',
  },
  'play-url': { en: 'watch link player address hls flv webrtc', zh: '观看地址 播放链接 拉流地址 播放器' },
  'url check': {
    en: 'link expired address does not work cannot play cannot push 403',
    zh: '地址过期 打不开 放不出来 推不上去 播放失败',
  },
  'key rotate': { en: 'leaked key change secret new key', zh: '密钥泄露 换密钥 换key 更换密钥' },
  'key set': { en: 'authentication on off require signature', zh: '开启鉴权 关闭鉴权 防盗' },
  'referer set': { en: 'which sites may embed hotlinking stolen', zh: '盗链 哪些网站 允许网站 嵌入' },
  'cert check': { en: 'certificate expires https warning', zh: '证书过期 证书到期 https' },
  'delay set': { en: 'delay broadcast profanity later seconds', zh: '延迟播出 延时播出 晚几秒' },
  'delay remove': { en: 'no delay live again', zh: '取消延播 取消延时' },
  'transcode rule add': { en: 'lower resolution renditions 720p hd', zh: '加清晰度 720p 高清 转码率' },
  'watermark rule add': { en: 'put logo on stream', zh: '加水印 加台标 打水印' },
  'pad stop': { en: 'slate filler still shown', zh: '垫片不消失 关垫片' },
  'alert ack': { en: 'got it i take it looking at it', zh: '我来处理 收到 认领' },
  'alert list': { en: 'what is alarming open alarms problems now', zh: '现在有什么告警 报警' },
  'alert chart': { en: 'graph of outage when it broke viewers lost', zh: '断流曲线 当时的曲线' },
  'mute add': {
    en: 'quiet silence maintenance no more alerts stop calling',
    zh: '别再报警 静音 维护 不要告警 太吵',
  },
  'oncall who': {
    en: 'who is on call whom to call tonight responsible',
    zh: '谁值班 今晚谁值班 找谁 值班人',
  },
  'oncall take': { en: 'take over shift i am on call', zh: '我来值班 接班' },
  'oncall swap': { en: 'swap shift exchange', zh: '换班 调班' },
  'oncall override': {
    en: 'hand over to handover replace ill holiday vacation somebody else covers',
    zh: '交班 交给别人 替班 请假 生病 代班',
  },
  'incident report': { en: 'post-mortem postmortem write up', zh: '复盘 事故总结' },
  'traffic show': { en: 'how many viewers are watching now audience', zh: '多少人在看 在线人数 观众数' },
  'traffic chart': { en: 'viewers over time bandwidth curve', zh: '带宽曲线 人数曲线' },
  'traffic top': { en: 'most watched stream region', zh: '哪路流最多人看 哪个省' },
  'traffic usage': { en: 'how much do we pay consumption peak 95', zh: '用了多少流量 峰值带宽 费用' },
  'error chart': { en: 'viewers cannot watch 404 403 5xx failing playback', zh: '播放错误 观众看不了 报错' },
  'bill show': { en: 'costs invoice money month', zh: '花了多少钱 账单 本月费用' },
  'callback setup': { en: 'events webhook tell airdesk', zh: '配置回调 事件通知' },
  'callback check': { en: 'no alerts arrive callbacks missing', zh: '收不到回调 没有告警 回调丢失' },
  'domain check': { en: 'cname domain not working', zh: '域名不通 域名配置' },
  'rule find': { en: 'what uses a template where used', zh: '模板谁在用' },
  audit: { en: 'who did that log of actions history', zh: '谁操作的 谁干的 操作日志' },
  whoami: {
    en: 'what may i do allowed permissions rights why refused',
    zh: '我有什么权限 没权限 我能做什么',
  },
  'panel post': { en: 'buttons dashboard pinned', zh: '控制面板 按钮 看板' },
  api: { en: 'raw action call directly', zh: '直接调用 调接口' },
  status: { en: 'everything ok overview summary how is it going', zh: '一切正常吗 总体情况 整体' },
};
