/** A name or a description where Discord runs in Chinese. */
export type InChinese = Readonly<{ 'zh-CN': string }>;

export interface DiscordChoice {
  readonly name: string;
  readonly name_localizations: InChinese;
  readonly value: string;
}

/** 1 sub-command, 2 group of sub-commands, 3 text, 4 whole number. */
export interface DiscordOption {
  readonly type: 1 | 2 | 3 | 4;
  readonly name: string;
  readonly name_localizations: InChinese;
  readonly description: string;
  readonly description_localizations: InChinese;
  readonly required?: true;
  readonly choices?: readonly DiscordChoice[];
  readonly autocomplete?: true;
  readonly min_value?: number;
  readonly options?: readonly DiscordOption[];
}

/** A slash command as it is registered (docs.discord.com/developers/interactions/application-commands). */
export interface DiscordCommand {
  readonly type: 1;
  readonly name: string;
  readonly name_localizations: InChinese;
  readonly description: string;
  readonly description_localizations: InChinese;
  readonly options: readonly DiscordOption[];
  /** Servers only: what is done on air is done where the team sees it. */
  readonly contexts: readonly [0];
  /** Installed to a server, not to a user. */
  readonly integration_types: readonly [0];
}
