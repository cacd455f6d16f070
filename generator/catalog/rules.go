package catalog

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		&unknownCategory, &duplicateIndex, &duplicateNumber,
		&missingTarget, &hiddenTarget, &replacesCycle, &copyOfOther, &twins, &sampleLeft,
		&futureRevision, &futureWithdrawal, &withdrawnTarget, &serviceLacks, &serviceElsewhere,
	}
}

var unknownCategory = diag.Rule{
	Code:     "CT001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "类别不存在", EN: "unknown category"},
	Message:  diag.Text{ZH: "config.toml 里没有代号是“%[1]s”的栏目", EN: "config.toml has no category %[1]q"},
	Hint:     diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "每篇文档属于 config.toml 里列出的一个栏目，栏目决定它出现在哪个列表。写栏目的代号（key），不写网页上的名称。\n\n错误：category: policy、category: 政策文件\n正确：category: policies",
		EN: "Every document belongs to one of the categories listed in config.toml, which decides the list it appears in. What is written is its key, not the name on the page.\n\nWrong: category: policy, category: 政策文件\nRight: category: policies",
	},
}

var duplicateIndex = diag.Rule{
	Code:     "CT002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "索引号重复", EN: "index number used twice"},
	Message:  diag.Text{ZH: "索引号 %[1]s 已用于 %[2]s", EN: "index number %[1]s is already used by %[2]s"},
	Hint:     diag.Text{ZH: "索引号全站唯一，且一经使用不再改变：给后发布的一篇换一个新的流水号", EN: "index numbers are unique and never change: give the later document a new serial number"},
	Explain: diag.Text{
		ZH: "索引号是政府信息的唯一编号（国务院办公厅秘书局《政府信息公开目录系统实施指引（试行）》）。两篇文档用同一个索引号，检索和归档都会出错。\n\n错误：两个文件都写 index_number: 000014349/2017-00003\n正确：其中一篇改为 index_number: 000014349/2017-00004",
		EN: "The index number identifies one piece of government information (Implementation guide for the disclosure catalogue system, General Office of the State Council). Two documents with the same number break retrieval and archiving.\n\nWrong: two files with index_number: 000014349/2017-00003\nRight: one of them has index_number: 000014349/2017-00004",
	},
}

var duplicateNumber = diag.Rule{
	Code:     "CT003",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "发文字号重复", EN: "document number used twice"},
	Message:  diag.Text{ZH: "发文字号 %[1]s 已用于 %[2]s", EN: "document number %[1]s is already used by %[2]s"},
	Hint:     diag.Text{ZH: "核对原件；同一文件不要发布两次", EN: "check the original; do not publish one document twice"},
	Explain: diag.Text{
		ZH: "一个发文字号只对应一份文件。重复多半是抄错，或者同一文件发布了两次。\n\n错误：两个文件都写 doc_number: 巨政发〔2017〕3号\n正确：核对原件后改正其中一篇",
		EN: "A document number stands for one document. A repetition is usually a slip, or one document published twice.\n\nWrong: two files with doc_number: 巨政发〔2017〕3号\nRight: correct one of them after checking the original",
	},
}

var missingTarget = diag.Rule{
	Code:     "CT004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "关联的文档不存在", EN: "related document does not exist"},
	Message:  diag.Text{ZH: "content/%[1]s 不存在", EN: "content/%[1]s does not exist"},
	Hint:     diag.Text{ZH: "写 content/ 之下的路径，例如 %[2]s", EN: "give the path below content/, for example %[2]s"},
	Explain: diag.Text{
		ZH: "replaces 和 interprets 用文件路径指向另一篇文档，两篇文档的页面上会互相出现链接。检查时会核对政策与解读是否双向关联（国办发〔2017〕47号）。\n\n错误：interprets: [policies/0003.md]\n正确：interprets: [policies/2017/0003.md]",
		EN: "replaces and interprets name another document by its path; both pages then link to each other. Inspections check that policies and interpretations are linked both ways (Guobanfa 〔2017〕 No. 47).\n\nWrong: interprets: [policies/0003.md]\nRight: interprets: [policies/2017/0003.md]",
	},
}

var hiddenTarget = diag.Rule{
	Code:     "CT006",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "关联的文档尚未公开", EN: "related document is not public"},
	Message:  diag.Text{ZH: "content/%[1]s 还没有公开，页面上不会出现它的链接", EN: "content/%[1]s is not public; the page shows no link to it"},
	Hint:     diag.Text{ZH: "政策与解读应同步发布：去掉那一篇的 draft，完成它的审核，或等到它的发布日期", EN: "publish both together: remove draft there, have it approved, or wait for its date"},
	Explain: diag.Text{
		ZH: "被关联的文档是草稿、没有完成审核，或者发布日期还没到。为了不泄露未公开的文档，页面上不显示它的标题和链接。\n\n例如：解读已发布，而原文仍是 draft: true",
		EN: "The related document is a draft, it is not approved, or its date has not come. So as not to leak it, neither its title nor a link is shown.\n\nFor example: the interpretation is published while the policy still has draft: true",
	},
}

var replacesCycle = diag.Rule{
	Code:     "CT007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文档互相替代", EN: "documents replace one another"},
	Message:  diag.Text{ZH: "沿 replaces 一路找下去又回到了 %[1]s", EN: "following replaces leads back to %[1]s"},
	Hint:     diag.Text{ZH: "只在较新的文档里写 replaces", EN: "write replaces in the newer document only"},
	Explain: diag.Text{
		ZH: "新文件替代旧文件，方向只有一个；生成器会自动在旧文件的页面上显示“已被替代”。\n\n错误：甲 replaces 乙，乙 replaces 甲\n正确：只在较新的甲里写 replaces: [乙]",
		EN: "A newer document replaces an older one; the page of the older one shows this by itself.\n\nWrong: A replaces B and B replaces A\nRight: only the newer A has replaces: [B]",
	},
}

var copyOfOther = diag.Rule{
	Code:     "CT008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件的副本", EN: "copy of a file"},
	Message:  diag.Text{ZH: "看文件名，这是 %[1]s 的副本%[2]s", EN: "by its name this is a copy of %[1]s%[2]s"},
	Hint:     diag.Text{ZH: "打开两个文件核对，内容对的留在原来的文件名下，另一个删去或者移出 content；确实是另一篇文档，就改用自己的编号", EN: "compare the two, keep what is right under the original name, and delete the other or move it out of content; if it is another document, give it a number of its own"},
	Explain: diag.Text{
		ZH: `网盘、同步软件遇到两台电脑同时改一个文件，会把其中一份改名留下；在文件夹里复制粘贴，也会多出“副本”。它们和正式的文件在一起，就会一起公开，多半还是没有审核过的旧稿。

错误：
    0001.md
    0001.sync-conflict-20260210-093000-ABCDEFG.md
    0001-DESKTOP-AB12CD.md
    0001 - 副本.md
    0001(1).md

正确：只留下 0001.md。`,
		EN: `Where two computers change a file at once, programs that keep folders the same leave one of the versions under another name; copying a file into its own folder makes another one. They would be published beside the real document, often as an old text that nobody has approved.

Wrong:
    0001.md
    0001.sync-conflict-20260210-093000-ABCDEFG.md
    0001-DESKTOP-AB12CD.md
    0001 - Copy.md
    0001(1).md

Right: 0001.md alone.`,
	},
}

var twins = diag.Rule{
	Code:     "CT009",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "同一篇文档发了两次", EN: "one document twice"},
	Message:  diag.Text{ZH: "标题、日期和正文都与 %[1]s 相同", EN: "title, date and text are those of %[1]s"},
	Hint: diag.Text{
		ZH: "删去 %[2]s；它已经公开过的，在 %[1]s 里写 aliases: [%[3]s]（已有 aliases 的加在里面），旧网址仍然能用",
		EN: "delete %[2]s; where it has been public, write aliases: [%[3]s] in %[1]s (or add it to those there), so that its address still works",
	},
	Explain: diag.Text{
		ZH: "同一个栏目里两篇文档的标题、发布日期、正文和附件都一样，是同一件事发布了两次：检索和统计都会多算一篇，以后改了一篇，另一篇还是旧的。\n\n错误：notices/2026/0001.md 与 notices/2026/0002.md 内容相同\n正确：删去 0002.md",
		EN: "Two documents of one category with the same title, date, text and attachments are one document published twice: it is counted twice, and when one is corrected the other stays as it was.\n\nWrong: notices/2026/0001.md and notices/2026/0002.md say the same\nRight: 0002.md is deleted",
	},
}

var sampleLeft = diag.Rule{
	Code:     "CT010",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "示例文档还在网站上", EN: "a sample document is left"},
	Message:  diag.Text{ZH: "这一篇还是示例（“%[1]s”），网站已经不标明是示例", EN: "this document is still a sample (%[1]s), and the site no longer says that it is one"},
	Hint:     diag.Text{ZH: "删去这个文件，或者改成本单位的内容", EN: "delete the file, or write your own text"},
	Explain: diag.Text{
		ZH: "gongkai init 带来的示例文档是给写的人看的。config.toml 里删去 sample 一行以后，来看网站的人会把它当真。\n\n错误：删去了 sample，content/ 里还有“示例镇概况”\n正确：示例文档全部删去或者改写",
		EN: "The documents that gongkai init writes are for those who fill in a site. When the line sample is gone from config.toml, readers take them for real.\n\nWrong: no sample in config.toml, and 示例镇概况 still in content/\nRight: all samples deleted or rewritten",
	},
}

var futureRevision = diag.Rule{
	Code:     "CT011",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "修订日期还没有到", EN: "revision in the future"},
	Message:  diag.Text{ZH: "修订日期 %[1]s 在今天（%[2]s）以后", EN: "the revision of %[1]s is after today (%[2]s)"},
	Hint:     diag.Text{ZH: "改成实际改动的那一天，今天改的写 date: %[2]s；还没有改的，到那一天再写", EN: "write the day of the change, if it was today date: %[2]s; what is not changed yet is written on its day"},
	Explain: diag.Text{
		ZH: "修订记录写已经做了的改动，最后一次的日期是网页上的更新日期。还没有到的日期，检查时会当作伪造日期（《政府网站与政务新媒体检查指标》，国办秘函〔2019〕19号，单项否决）。\n\n错误：今天是 2026-11-26，写了 revisions: [{date: 2062-11-26, note: 更正电话号码}]\n正确：revisions: [{date: 2026-11-26, note: 更正电话号码}]",
		EN: "Revisions tell of changes that have been made, and the last day is shown as that of the update. A day that has not come counts as forged in inspections (国办秘函〔2019〕19号).\n\nWrong: today is 2026-11-26, and it says revisions: [{date: 2062-11-26, note: 更正电话号码}]\nRight: revisions: [{date: 2026-11-26, note: 更正电话号码}]",
	},
}

var futureWithdrawal = diag.Rule{
	Code:     "CT012",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "撤下日期还没有到", EN: "withdrawal in the future"},
	Message:  diag.Text{ZH: "撤下日期 %[1]s 在今天（%[2]s）以后", EN: "the withdrawal of %[1]s is after today (%[2]s)"},
	Hint:     diag.Text{ZH: "到那一天才撤下的，改写 publish_until: %[3]s（公开的最后一天）；现在就撤下的，写 date: %[2]s", EN: "what is to end on that day says publish_until: %[3]s, its last day; what is withdrawn now says date: %[2]s"},
	Explain: diag.Text{
		ZH: "withdrawn 写已经撤下的：哪一天、为什么。事先就知道什么时候到期的（公示），写 publish_until，到期自动撤下。\n\n错误：今天是 2026-11-26，写了 withdrawn: {date: 2026-12-01, reason: 公示期满}\n正确：publish_until: 2026-11-30",
		EN: "withdrawn says of what is no longer public since when it is not, and why. What is known beforehand to end says publish_until, and is withdrawn by itself.\n\nWrong: today is 2026-11-26, and it says withdrawn: {date: 2026-12-01, reason: 公示期满}\nRight: publish_until: 2026-11-30",
	},
}

var withdrawnTarget = diag.Rule{
	Code:     "CT013",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "关联的文档已经撤下", EN: "related document is withdrawn"},
	Message:  diag.Text{ZH: "content/%[1]s 已经撤下，页面上不会出现它的标题和链接", EN: "content/%[1]s is withdrawn; the page shows neither its title nor a link"},
	Hint:     diag.Text{ZH: "不用改；正文里提到它的，自己决定留不留", EN: "nothing is to be done; where the text speaks of it, decide whether it is to stay"},
	Explain: diag.Text{
		ZH: "撤下的文档在别的网页上也不再出现。replaces、interprets 里的路径可以保留，文档恢复公开以后，链接自己回来。\n\n例如：解读还在，原文已经撤下",
		EN: "A document that is withdrawn shows on no other page either. Its path in replaces and interprets may stay: if the document is public again, so is the link.\n\nFor example: the interpretation is public, and the policy is withdrawn",
	},
}

var serviceLacks = diag.Rule{
	Code:     "CT014",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "办事指南缺要素", EN: "service guide lacks something"},
	Message:  diag.Text{ZH: "办事指南没有写%[1]s", EN: "the guide to a service does not tell %[1]s"},
	Hint:     diag.Text{ZH: "在 service 下面补上，例如“  %[2]s: …”；正文里写了的也要写在这里，检查按这几项看", EN: "add them below service, as in \"  %[2]s: …\"; what stands in the text alone is not found by inspections"},
	Explain: diag.Text{
		ZH: "kind 是 service 的栏目放办事指南。检查办事指南看要素：事项名称（标题）、设定依据、受理条件、申请材料、办理地点、办理时间、联系电话、办理流程；要素缺失的事项多了，是单项否决（国办秘函〔2019〕19号）。不用交材料的写 materials: [{name: 无}]。\n\n错误：service 下面只有 place 和 phone\n正确：basis、conditions、materials、steps、place、hours、phone 都写",
		EN: "A category of the kind service holds guides to services. Inspections look for the name (the title), basis, conditions, materials, place, hours, phone and steps; many guides that lack some are a veto (国办秘函〔2019〕19号). Where nothing is to be brought, write materials: [{name: 无}].\n\nWrong: place and phone alone below service\nRight: basis, conditions, materials, steps, place, hours and phone",
	},
}

var serviceElsewhere = diag.Rule{
	Code:     "CT015",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "办事指南不在办事服务的栏目里", EN: "service guide in another category"},
	Message:  diag.Text{ZH: "写了 service（办事指南），栏目 %[1]s 却不是办事服务", EN: "it has service, and the category %[1]s is not one of services"},
	Hint:     diag.Text{ZH: "把文件移到 kind = \"service\" 的栏目，或者在 config.toml 里把这个栏目改为 kind = \"service\"", EN: "move the file to a category with kind = \"service\", or give this one that kind in config.toml"},
	Explain: diag.Text{
		ZH: "办事指南集中放在办事服务的栏目里，检查和群众都到那里找。\n\n错误：content/notices/2026/0001.md 里写 service\n正确：content/services/2026/0001.md 里写 service，config.toml 里这个栏目 kind = \"service\"",
		EN: "Guides to services stand in a category of services, where inspectors and citizens look for them.\n\nWrong: service in content/notices/2026/0001.md\nRight: service in content/services/2026/0001.md, whose category has kind = \"service\"",
	},
}
