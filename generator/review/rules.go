package review

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Rules returns everything that can be wrong with approvals, in the order of the codes.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleStage, ruleSum, ruleMoved, ruleBy, ruleTwice, ruleOrder, ruleSamePerson, ruleFuture, ruleBefore, ruleUnsigned, ruleSignature,
		ruleStale, ruleUnapproved, ruleUncovered, ruleBackdated,
	}
}

// Stale says that a document has changed since it was approved: what of it, by whom and when
// it was approved last, which stage is to be repeated, and who may.
func Stale(at diag.Pos, path string, stage Stage, last page.Review, what diag.Text) diag.Diagnostic {
	return ruleStale.At(at, what, stage.Name, path, last.Stage, last.By, last.Date.DayString(), stage.people())
}

// people names who may approve a stage, as the argument of --by.
func (s Stage) people() diag.Text {
	if len(s.By) == 0 {
		return diag.Text{ZH: "审核人", EN: "NAME"}
	}
	return diag.Text{ZH: strings.Join(s.By, " 或 "), EN: strings.Join(s.By, " or ")}
}

// Backdated says that a document is dated before since, and so public without approval,
// though it was not public before. first is the day since when it is, "" where that is not
// recorded.
func Backdated(at diag.Pos, m *page.Meta, p *Policy, stage int, first string) diag.Diagnostic {
	when := diag.Text{ZH: "没有公开过", EN: "has not been public yet"}
	if first != "" {
		when = diag.Text{ZH: first + " 才公开", EN: "has been public only since " + first}
	}
	return ruleBackdated.At(at, m.Date.DayString(), p.Since.DayString(), when, m.Path, p.Stages[stage].Name, p.Stages[stage].people())
}

// IsStale reports whether a finding is one of [Stale].
func IsStale(d diag.Diagnostic) bool { return d.Code == ruleStale.Code }

// Unapproved says that a document is public, and a stage has not approved it.
func Unapproved(at diag.Pos, path, stage string) diag.Diagnostic {
	return ruleUnapproved.At(at, stage, path)
}

// Uncovered says that a text uses a file that [Named] has not found in it.
func Uncovered(at diag.Pos, file string) diag.Diagnostic { return ruleUncovered.At(at, file) }

// quoted lists names.
func quoted(names []string) string { return strings.Join(names, "、") }

var ruleStage = &diag.Rule{
	Code: "RV001", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有这个审核环节", EN: "no such stage of review"},
	Message: diag.Text{ZH: "审核记录写的环节“%[1]s”不在 config.toml 的 [[review.stage]] 里", EN: "there is no [[review.stage]] in config.toml with the name %[1]s"},
	Hint:    diag.Text{ZH: "环节有：%[2]s。审核记录由 gongkai approve 写，不要手改", EN: "the stages are: %[2]s. Approvals are written by gongkai approve, not by hand"},
	Explain: diag.Text{
		ZH: "信息公开前要逐项审查（《中华人民共和国政府信息公开条例》第十七条，国务院令第711号）。审核分哪几个环节由 config.toml 决定，文档里的每条审核记录对应一个环节。\n\n错误：review: [{stage: 初申, …}]\n正确：gongkai approve content/policies/2017/0003.md --stage 初审 --by 主管副镇长",
		EN: "Information is reviewed before it is published (Regulations, State Council order 711, article 17). config.toml says through which stages; each entry of review is of one of them.\n\nWrong: review: [{stage: 初申, …}]\nRight: gongkai approve content/policies/2017/0003.md --stage 初审 --by 主管副镇长",
	},
}

var ruleSum = &diag.Rule{
	Code: "RV002", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核记录的校验值不完整", EN: "the sum of an approval is not whole"},
	Message: diag.Text{ZH: "审核记录的 sum“%[1]s”不是 64 位的校验值，这条记录被改过或者截断了", EN: "the sum %[1]s of an approval has not 64 hexadecimal digits: the entry was changed or cut off"},
	Hint:    diag.Text{ZH: "删去这条记录，再用 gongkai approve 审核一次", EN: "delete the entry, and approve again with gongkai approve"},
	Explain: diag.Text{
		ZH: "sum 是所审核内容的 SHA-256 校验值，由 gongkai approve 写入，算法见 docs/review.md。\n\n错误：sum: 3f2a\n正确：由 gongkai approve 写入的 64 位小写十六进制数",
		EN: "The sum is the SHA-256 of what was approved, written by gongkai approve; docs/review.md says how it is taken.\n\nWrong: sum: 3f2a\nRight: the 64 digits that gongkai approve writes",
	},
}

var ruleMoved = &diag.Rule{
	Code: "RV003", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核记录是另一篇文档的", EN: "the approval of another document"},
	Message: diag.Text{ZH: "这条审核记录审核的是 content/%[1]s，不是这篇文档", EN: "what this entry approves is content/%[1]s, not this document"},
	Hint:    diag.Text{ZH: "删去这条记录，用 gongkai approve 审核这篇文档", EN: "delete the entry, and approve this document with gongkai approve"},
	Explain: diag.Text{
		ZH: "审核记录不能从别的文档抄过来：它只对所审核的那些内容有效。\n\n错误：把甲文件的 review 整段抄到乙文件\n正确：乙文件另行审核",
		EN: "An approval cannot be copied from another document: it is good for what was approved and nothing else.\n\nWrong: the review of one document copied into another\nRight: the other document is approved by itself",
	},
}

var ruleBy = &diag.Rule{
	Code: "RV004", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核人无权审核这个环节", EN: "not entitled to this stage"},
	Message: diag.Text{ZH: "“%[1]s”不能做“%[2]s”", EN: "%[1]s may not approve the stage %[2]s"},
	Hint:    diag.Text{ZH: "这个环节由 %[3]s 审核（config.toml 的 [[review.stage]]）", EN: "it is for %[3]s (config.toml, [[review.stage]])"},
	Explain: diag.Text{
		ZH: "[[review.stage]] 的 by 列出谁可以做这个环节的审核。\n\n错误：{stage: 初审, by: 办事员, …}\n正确：{stage: 初审, by: 主管副镇长, …}",
		EN: "by of [[review.stage]] lists who may approve that stage.\n\nWrong: {stage: 初审, by: 办事员, …}\nRight: {stage: 初审, by: 主管副镇长, …}",
	},
}

var ruleTwice = &diag.Rule{
	Code: "RV005", Severity: diag.Error,
	Title:   diag.Text{ZH: "同一环节审核了两次", EN: "a stage approved twice"},
	Message: diag.Text{ZH: "“%[1]s”对现在的内容已经有一条审核记录", EN: "the stage %[1]s has been approved for what there is now"},
	Hint:    diag.Text{ZH: "删去其中一条", EN: "delete one of the two entries"},
	Explain: diag.Text{
		ZH: "一次审核一条记录。改了内容重新审核时，旧的记录可以留着，它的校验值不同。\n\n错误：两条 {stage: 初审, …, sum: 相同}\n正确：留一条",
		EN: "An approval is one entry. After a change, entries of what was there before can stay: their sums differ.\n\nWrong: two entries of a stage with one sum\nRight: one",
	},
}

var ruleOrder = &diag.Rule{
	Code: "RV006", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核环节的先后不对", EN: "stages out of order"},
	Message: diag.Text{ZH: "“%[1]s”的审核记录前面没有“%[2]s”的", EN: "the stage %[1]s stands without the stage %[2]s before it"},
	Hint:    diag.Text{ZH: "先完成“%[2]s”；记录的先后也要照环节的先后", EN: "the stage %[2]s comes first, in the file too"},
	Explain: diag.Text{
		ZH: "各环节依次进行，后一个环节要看到前一个环节的结果。\n\n错误：先有 {stage: 保密审查, …}，后有 {stage: 初审, …}\n正确：先初审，后保密审查",
		EN: "Stages follow one another.\n\nWrong: an entry of 保密审查 before that of 初审\nRight: 初审, then 保密审查",
	},
}

var ruleSamePerson = &diag.Rule{
	Code: "RV007", Severity: diag.Error,
	Title:   diag.Text{ZH: "一人审核了两个环节", EN: "one person, two stages"},
	Message: diag.Text{ZH: "“%[1]s”已经审核过前面的环节", EN: "%[1]s has approved an earlier stage already"},
	Hint:    diag.Text{ZH: "由另一人审核这个环节", EN: "somebody else approves this stage"},
	Explain: diag.Text{
		ZH: "几级审核是为了几个人都看过。\n\n错误：初审、保密审查都是 by: 主管副镇长\n正确：每个环节各由一人（或一个会议）审核",
		EN: "There are several stages so that several people have looked.\n\nWrong: two stages by: 主管副镇长\nRight: somebody else for each",
	},
}

var ruleFuture = &diag.Rule{
	Code: "RV008", Severity: diag.Warning,
	Title:   diag.Text{ZH: "审核日期还没有到", EN: "approved in the future"},
	Message: diag.Text{ZH: "审核日期 %[1]s 在今天（%[2]s）之后，到那一天才算数", EN: "it is approved on %[1]s, which is after today, %[2]s; until then it does not count"},
	Hint:    diag.Text{ZH: "删去这条记录，审核以后用 gongkai approve 写", EN: "delete the entry; gongkai approve writes it when it is approved"},
	Explain: diag.Text{
		ZH: "审核记录写的是已经做了的审核。\n\n错误：date: 2099-01-01\n正确：审核当天的日期",
		EN: "An entry tells of a review that has been made.\n\nWrong: date: 2099-01-01\nRight: the day on which it was approved",
	},
}

var ruleBefore = &diag.Rule{
	Code: "RV009", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核日期太早", EN: "approved too early"},
	Message: diag.Text{ZH: "审核日期 %[1]s 早于%[2]s（%[3]s）", EN: "it is approved on %[1]s, before %[2]s %[3]s"},
	Hint:    diag.Text{ZH: "审核日期写错了就删去这条记录，用 gongkai approve 再写", EN: "where the day is wrong, delete the entry and let gongkai approve write it again"},
	Explain: diag.Text{
		ZH: "文件形成以后才能审核，后一个环节不会早于前一个环节。\n\n错误：written: 2017-03-10，审核 date: 2017-03-09\n正确：审核 date: 2017-03-11",
		EN: "A document is reviewed after it was written, and a stage after the one before it.\n\nWrong: written: 2017-03-10, approved on date: 2017-03-09\nRight: date: 2017-03-11",
	},
}

var ruleUnsigned = &diag.Rule{
	Code: "RV010", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核记录没有签名", EN: "an approval without its signature"},
	Message: diag.Text{ZH: "“%[1]s”环节设了公钥，这条审核记录却没有签名", EN: "the stage %[1]s has keys, and this entry no signature"},
	Hint:    diag.Text{ZH: "删去这条记录，由审核人用 gongkai approve --key 私钥文件 审核", EN: "delete the entry; who approves does it with gongkai approve --key FILE"},
	Explain: diag.Text{
		ZH: "[[review.stage]] 有 keys 时，只有带签名的审核才算数。\n\n错误：{stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: …}\n正确：{stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: …, sig: …}",
		EN: "Where [[review.stage]] has keys, only a signed approval counts.\n\nWrong: {stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: …}\nRight: {stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: …, sig: …}",
	},
}

var ruleSignature = &diag.Rule{
	Code: "RV011", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核记录的签名不对", EN: "the signature of an approval does not hold"},
	Message: diag.Text{ZH: "审核记录的签名不对：%[1]s", EN: "the signature of the entry does not hold: %[1]s"},
	Hint:    diag.Text{ZH: "删去这条记录，由审核人用 gongkai approve 重新审核", EN: "delete the entry; who approves does it again with gongkai approve"},
	Explain: diag.Text{
		ZH: "签名管着环节、审核人、日期和内容的校验值，改了其中任何一样就不对。用的钥匙要在 [[review.stage]] 的 keys 里。可以用 ssh-keygen -Y verify 另行核对，见 docs/review.zh-CN.md。\n\n错误：把签过名的记录的 date 改成另一天\n正确：重新审核",
		EN: "A signature covers the stage, who, the day and the sum; a change of any breaks it. Its key is one of keys in [[review.stage]]. ssh-keygen -Y verify checks it without us: see docs/review.md.\n\nWrong: another date in a signed entry\nRight: approved again",
	},
}

var ruleStale = &diag.Rule{
	Code: "RV020", Severity: diag.Error,
	Title:   diag.Text{ZH: "审核以后又改过", EN: "changed since it was approved"},
	Message: diag.Text{ZH: "%[5]s %[6]s 审核通过（%[4]s）以后，%[1]s又改过", EN: "%[5]s approved this document on %[6]s (%[4]s), and since then %[1]s changed"},
	Hint:    diag.Text{ZH: "改回审核时的样子；或者从“%[2]s”起重新审核：gongkai approve content/%[3]s --stage %[2]s --by %[7]s", EN: "restore what was approved, or have it approved again, from the stage %[2]s on: gongkai approve content/%[3]s --stage %[2]s --by %[7]s"},
	Explain: diag.Text{
		ZH: "审核的是那一份内容：正文、字段、附件和图片，一个字节也不能在审核以后悄悄改变。已经公开的网站保持原样，直到重新审核或者改回。\n\n错误：审核以后改了正文里的一个数字\n正确：重新审核；更正的，在 revisions 里写明",
		EN: "What was approved is one version: text, front matter, attachments, pictures. None of it changes afterwards unseen. The published site stays as it is until the document is approved again or restored.\n\nWrong: a number in the text is changed after approval\nRight: it is approved again, and a correction is told in revisions",
	},
}

var ruleUnapproved = &diag.Rule{
	Code: "RV021", Severity: diag.Error,
	Title:   diag.Text{ZH: "已经公开的文档没有完成审核", EN: "public without approval"},
	Message: diag.Text{ZH: "这篇文档已经公开，现在却没有完成审核（还差“%[1]s”），不能就此消失", EN: "this document is public and is not fully approved (the stage %[1]s is missing); it cannot vanish for that"},
	Hint:    diag.Text{ZH: "完成审核：gongkai approve content/%[2]s --stage %[1]s --by 审核人；要撤下的，用 gongkai withdraw content/%[2]s --reason 原因；刚开始使用审核、这篇公开在前的，把 config.toml 的 [review] 里的 since 改到它的日期之后", EN: "approve it: gongkai approve content/%[2]s --stage %[1]s --by NAME; take it down: gongkai withdraw content/%[2]s --reason TEXT; or, where review begins now and the document was public before, move since in [review] of config.toml to a day after its date"},
	Explain: diag.Text{
		ZH: "没有审核的不公开，已经公开的也不会自己消失：两者冲突时，网站保持原样，由人来决定。刚开始使用审核时，在 config.toml 的 [review] 写 since，早于这一天的文档不需要审核。\n\n错误：删去了已公开文档的审核记录\n正确：恢复审核记录，或者重新审核",
		EN: "Nothing goes out unapproved, and nothing that is public vanishes by itself: where both meet, the site stays as it is, and people decide. When review begins, since in [review] of config.toml is the day from which on it is needed.\n\nWrong: the entries of a public document are deleted\nRight: they are restored, or it is approved again",
	},
}

var ruleUncovered = &diag.Rule{
	Code: "RV022", Severity: diag.Error,
	Title:   diag.Text{ZH: "正文用到的文件没有经过审核", EN: "a file that the approval does not cover"},
	Message: diag.Text{ZH: "正文用到的文件 %[1]s 不在审核的内容里", EN: "the text uses the file %[1]s, which the approval does not cover"},
	Hint:    diag.Text{ZH: "把它写成普通的链接：[名称](文件名)", EN: "write it as an ordinary link: [name](file)"},
	Explain: diag.Text{
		ZH: "审核时从正文里找出所用的文件，公开时再核对一遍。写法太特别、审核时没有认出来的，不公开。",
		EN: "When a document is approved, the files that its text uses are found in it; when it is published, they are compared. One that is written in so special a way that it was not recognised is not published.",
	},
}

var ruleBackdated = &diag.Rule{
	Code: "RV023", Severity: diag.Warning,
	Title: diag.Text{ZH: "日期在 since 以前，since 以前却没有公开过", EN: "dated before since, and yet not public before it"},
	Message: diag.Text{
		ZH: "日期 %[1]s 早于 [review] 的 since（%[2]s），所以不经审核就公开；records/published.tsv 里它那时还没有公开（%[3]s）",
		EN: "it is dated %[1]s, before since of [review] (%[2]s), and so is public without approval; by records/published.tsv it was not public then: it %[3]s",
	},
	Hint: diag.Text{
		ZH: "日期写错了的，改正 date；新文档、补发的和从旧网站搬来的，审核以后就不再提醒：gongkai approve content/%[4]s --stage %[5]s --by %[6]s；搬了地方的，把旧网址写进 aliases",
		EN: "correct date if it is wrong; of what is new, late, or moved in from an older site, an approval ends this: gongkai approve content/%[4]s --stage %[5]s --by %[6]s; of a page that has moved, write its old address into aliases",
	},
	Explain: diag.Text{
		ZH: "since 以前的文档是在有审核以前公开的，不用审核；可是日期是自己写的，写早一天，新文档就绕过了审核。有 records/published.tsv（gongkai build --record 或 gongkai release 写）的，程序对照它：日期在 since 以前、那时却没有公开过的，照样公开，但是指出来。登记开始时已经公开的不算。没有这份登记的，程序不知道。\n\n从旧网站一次搬来许多的，可以一起审核：gongkai approve content/policies/2017/*.md --stage 初审 --by 主管副镇长\n\n错误：since = 2026-12-01，12 月 10 日公开的新文档写 date: 2026-11-30\n正确：date: 2026-12-10，并经过审核",
		EN: "Documents from before since were public before there was a review, and need none; but a date is what somebody has typed, and one day earlier takes a new document past the review. Where there is records/published.tsv (written by gongkai build --record and gongkai release), dates are compared with it: what is dated before since and was not public then is published all the same, and pointed out. What was there when the recording began is not. Without that record, nothing is known.\n\nMany that are moved in from an older site can be approved together: gongkai approve content/policies/2017/*.md --stage 初审 --by 主管副镇长\n\nWrong: since = 2026-12-01, and a document new on 10 December says date: 2026-11-30\nRight: date: 2026-12-10, and it is approved",
	},
}
