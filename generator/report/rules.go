package report

import "gongkai/generator/diag"

// Rules lists what this package can find wrong: RP001 to RP029 in the data
// files, RP030 to RP059 in the prose, RP060 and on in what belongs together,
// RP065 what was not taken from a workbook, and RP101 to RP119 the relations R1 to R19 in their order.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		badSyntax, notUTF8, unknownKey, notATable, notAList, wrongLength, notANumber, notPlain, negative, notWhole,
		badName, unknownFigure, notAText, figuresMissing, tableMissing, undecidable, statisticsSum, unknownForm,
		ledgerHeader, ledgerEmpty, ledgerRow, ledgerLate, tableAndLedger, ledgerForm, ledgerNeighbour, ledgerElsewhere, badCharge, wrongCharge,
		chargeTotal, illegalCharacter, tooMuchData, ownLeft,
		unknownReference, brokenReference, markerPlace, unknownTable, tableAgain, chapterMissing, chapterUnexpected,
		itemMissing, aspectMissing, chapterEmpty, chargeUnstated, literalFigure,
		townshipRegulations, countedDiffers, countedUnknown, departmentRegulations, reviewFirst,
		siteValue, siteSum, siteMissing, siteCounted,
		relation1, relation2, relation3, relation4, relation5, relation6, relation7, relation8, relation9,
		blankCell, relation11, headingText, relation13, relation14, relation15, relation16, relation17, relation18, relation19,
	}
}

// What can be wrong in figures.toml.
var (
	badSyntax = &diag.Rule{
		Code: "RP001", Severity: diag.Error,
		Title:   diag.Text{ZH: "数据文件写法有误", EN: "data file is not valid TOML"},
		Message: diag.Text{ZH: "这一行读不懂", EN: "this line is not valid TOML"},
		Hint:    diag.Text{ZH: "%[1]s", EN: "%[1]s"},
		Explain: diag.Text{
			ZH: "figures.toml 和 website.toml 用 TOML 格式：方括号里是表名，每行是“名称 = 数字”，# 后面是说明。符号一律用半角。\n\n错误：people ＝ 267\n正确：people = 267   # 接受培训人员",
			EN: "figures.toml and website.toml are TOML: a table name in brackets, then `name = number` a line, remarks behind #.\nAll punctuation is half-width.\n\nWrong: people ＝ 267\nRight: people = 267   # people trained",
		},
	}
	notUTF8 = &diag.Rule{
		Code: "RP002", Severity: diag.Error,
		Title:   diag.Text{ZH: "文件不是 UTF-8 编码", EN: "file is not UTF-8"},
		Message: diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本", EN: "the file is %[1]s, not UTF-8 text"},
		Hint:    diag.Text{ZH: "另存为时把编码选为 UTF-8；在 Excel 中选“CSV UTF-8（逗号分隔）”", EN: "save it again with the encoding UTF-8; in Excel choose “CSV UTF-8”"},
		Explain: diag.Text{
			ZH: "所有文件一律用 UTF-8，否则汉字会变成乱码。文件开头的 BOM 可以保留。\n\nExcel 存下的台账（applications.csv）是 GBK 也可以。\n\n错误：记事本把 figures.toml 存成“ANSI”，得到 GBK 文件\n正确：另存为 UTF-8",
			EN: "All files are UTF-8; otherwise Chinese text is garbled. A byte order mark is accepted.\n\nA ledger (applications.csv) may be in GBK, as Excel saves it.\n\nWrong: figures.toml saved by Notepad as ANSI, which is GBK\nRight: saved as UTF-8",
		},
	}
	unknownKey = &diag.Rule{
		Code: "RP003", Severity: diag.Error,
		Title:   diag.Text{ZH: "表里没有这一项", EN: "unknown key in a statutory table"},
		Message: diag.Text{ZH: "没有 %[1]s 这一项", EN: "there is no %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "法定表格的行和列由国办公开办函〔2021〕30号（2019、2020年度为〔2019〕60号）固定，不能增减。写错的名称若被忽略，表里就会少一个数。\n\n错误：grantd = [1, 0, 0, 0, 0, 0, 1]\n正确：granted = [1, 0, 0, 0, 0, 0, 1]",
			EN: "Rows and columns of the statutory tables are fixed by 国办公开办函〔2021〕30号 (2019 and 2020: 〔2019〕60号). A misspelt\nkey that were ignored would leave a number out.\n\nWrong: grantd = [1, 0, 0, 0, 0, 0, 1]\nRight: granted = [1, 0, 0, 0, 0, 0, 1]",
		},
	}
	notATable = &diag.Rule{
		Code: "RP004", Severity: diag.Error,
		Title:   diag.Text{ZH: "这里应当是一个表", EN: "a table is expected here"},
		Message: diag.Text{ZH: "%[1]s 应当是一个表，不是单个的值", EN: "%[1]s must be a table, not a single value"},
		Hint:    diag.Text{ZH: "写成 [%[1]s]，下面每行一个“名称 = 数字”", EN: "write [%[1]s] and below it `name = number`, one a line"},
		Explain: diag.Text{
			ZH: "有几列的行写成一个表，每列一个数字。\n\n错误：proactive.art20_1.regulations = 0\n正确：\n[proactive.art20_1.regulations]\nmade = 0\nrepealed = 0\nvalid = 0",
			EN: "A row with several columns is a table with a number for each.\n\nWrong: proactive.art20_1.regulations = 0\nRight:\n[proactive.art20_1.regulations]\nmade = 0\nrepealed = 0\nvalid = 0",
		},
	}
	notAList = &diag.Rule{
		Code: "RP005", Severity: diag.Error,
		Title:   diag.Text{ZH: "这里应当是一行数字", EN: "a list of numbers is expected here"},
		Message: diag.Text{ZH: "%[1]s 应当是方括号里的 %[2]d 个数字", EN: "%[1]s must be %[2]d numbers in brackets"},
		Hint:    diag.Text{ZH: "按次序写：%[3]s，例如 [1, 0, 0, 0, 0, 0, 1]", EN: "in this order: %[3]s; for example [1, 0, 0, 0, 0, 0, 1]"},
		Explain: diag.Text{
			ZH: "申请情况表一行七个数字，复议诉讼表一行五个数字，次序与印制的表相同。\n\n错误：new = 1\n正确：new = [1, 0, 0, 0, 0, 0, 1]",
			EN: "A row of the request table is seven numbers, one of the review table five, in the order of the printed form.\n\nWrong: new = 1\nRight: new = [1, 0, 0, 0, 0, 0, 1]",
		},
	}
	wrongLength = &diag.Rule{
		Code: "RP006", Severity: diag.Error,
		Title:   diag.Text{ZH: "一行数字的个数不对", EN: "wrong number of cells in a row"},
		Message: diag.Text{ZH: "%[1]s 应有 %[2]d 个数字，这里是 %[3]d 个", EN: "%[1]s must have %[2]d numbers, not %[3]d"},
		Hint:    diag.Text{ZH: "按次序写：%[4]s；没有的写 0", EN: "in this order: %[4]s; 0 for none"},
		Explain: diag.Text{
			ZH: "每一列都要有数字，空着的列写 0。\n\n错误：new = [1, 1]\n正确：new = [1, 0, 0, 0, 0, 0, 1]",
			EN: "Every column has a number; 0 where there is nothing.\n\nWrong: new = [1, 1]\nRight: new = [1, 0, 0, 0, 0, 0, 1]",
		},
	}
	notANumber = &diag.Rule{
		Code: "RP007", Severity: diag.Error,
		Title:   diag.Text{ZH: "不是数字", EN: "not a number"},
		Message: diag.Text{ZH: "%[1]s 应当是数字", EN: "%[1]s must be a number"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "数字不加引号，不带单位；“755多条”之类的约数不能统计。\n\n错误：people = \"267人\"\n正确：people = 267",
			EN: "Numbers carry neither quotes nor units; an approximate number cannot be counted.\n\nWrong: people = \"267人\"\nRight: people = 267",
		},
	}
	notPlain = &diag.Rule{
		Code: "RP008", Severity: diag.Error,
		Title:   diag.Text{ZH: "数字写法不对", EN: "not a plain decimal number"},
		Message: diag.Text{ZH: "%[1]s 的 %[2]s 不能用作统计数字", EN: "%[1]s: %[2]s cannot be used as a figure"},
		Hint:    diag.Text{ZH: "只写数字和一个小数点，小数最多四位，例如 59237.2449", EN: "write digits and one point, at most four decimals: 59237.2449"},
		Explain: diag.Text{
			ZH: "统计数字写成普通的十进制数。金额以万元计，最多四位小数（到元）。不用 1e3、0x10、inf 这样的写法。\n\n错误：fees = 1e-1\n正确：fees = 0.1",
			EN: "Figures are plain decimals. Amounts are in 万元 with at most four decimals (to the yuan). No 1e3, 0x10 or inf.\n\nWrong: fees = 1e-1\nRight: fees = 0.1",
		},
	}
	negative = &diag.Rule{
		Code: "RP009", Severity: diag.Error,
		Title:   diag.Text{ZH: "数字不能是负数", EN: "negative number"},
		Message: diag.Text{ZH: "%[1]s 不能是负数 %[2]s", EN: "%[1]s cannot be negative (%[2]s)"},
		Hint:    diag.Text{ZH: "表中只有“本年增/减”一列可以是负数", EN: "only the column 本年增/减 may be negative"},
		Explain: diag.Text{
			ZH: "件数和金额不会小于 0；2019年度格式的“本年增/减”一列除外。\n\n错误：made = -1\n正确：made = 0，repealed = 1",
			EN: "Counts and amounts are not below 0, except 本年增/减 of the 2019 form.\n\nWrong: made = -1\nRight: made = 0, repealed = 1",
		},
	}
	notWhole = &diag.Rule{
		Code: "RP010", Severity: diag.Error,
		Title:   diag.Text{ZH: "件数不能有小数", EN: "count with decimals"},
		Message: diag.Text{ZH: "%[1]s 是件数，不能写 %[2]s", EN: "%[1]s is a count; %[2]s is not a whole number"},
		Hint:    diag.Text{ZH: "写整数；只有金额（万元）可以有小数", EN: "write a whole number; only amounts (万元) have decimals"},
		Explain: diag.Text{
			ZH: "除金额外，表中都是整数。\n\n错误：licences = 1.5\n正确：licences = 2",
			EN: "All cells but the amounts are whole numbers.\n\nWrong: licences = 1.5\nRight: licences = 2",
		},
	}
	badName = &diag.Rule{
		Code: "RP011", Severity: diag.Error,
		Title:   diag.Text{ZH: "数据名称不合规则", EN: "bad name of a figure"},
		Message: diag.Text{ZH: "数据名称 %[1]q 不能在正文里引用", EN: "the name %[1]q cannot be referred to in prose"},
		Hint:    diag.Text{ZH: "名称用小写英文字母、数字和下划线，以字母开头，例如 people；中文名称写进 [labels]", EN: "use lower-case letters, digits and underscores, a letter first: people; put the Chinese name under [labels]"},
		Explain: diag.Text{
			ZH: "正文用 {{training.people}} 引用数据，所以名称要简单。\n\n错误：\"培训人数\" = 267\n正确：people = 267，另在 [labels] 中写 \"training.people\" = \"接受培训人员（人次）\"",
			EN: "Prose refers to a figure as {{training.people}}, so names are simple.\n\nWrong: \"培训人数\" = 267\nRight: people = 267, and under [labels] \"training.people\" = \"接受培训人员（人次）\"",
		},
	}
	unknownFigure = &diag.Rule{
		Code: "RP012", Severity: diag.Error,
		Title:   diag.Text{ZH: "没有这个数据", EN: "unknown figure"},
		Message: diag.Text{ZH: "figures.toml 里没有数据 %[1]s", EN: "figures.toml has no figure %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "[labels] 和 [counted] 里的名称必须是本文件里有的数据。\n\n错误：\"training.peple\" = \"接受培训人员（人次）\"\n正确：\"training.people\" = \"接受培训人员（人次）\"",
			EN: "The names under [labels] and [counted] must be figures of the same file.\n\nWrong: \"training.peple\" = \"接受培训人员（人次）\"\nRight: \"training.people\" = \"接受培训人员（人次）\"",
		},
	}
	notAText = &diag.Rule{
		Code: "RP013", Severity: diag.Error,
		Title:   diag.Text{ZH: "这里应当是引号里的文字", EN: "a text in quotes is expected here"},
		Message: diag.Text{ZH: "%[1]s 应当是引号里的文字", EN: "%[1]s must be a text in quotes"},
		Hint:    diag.Text{ZH: "例如 \"training.people\" = \"接受培训人员（人次）\"", EN: "for example \"training.people\" = \"接受培训人员（人次）\""},
		Explain: diag.Text{
			ZH: "[labels] 给数据起中文名称，单位写在末尾的全角括号里；[counted] 写要与哪个自动统计数核对。\n\n错误：\"training.people\" = 267\n正确：\"training.people\" = \"接受培训人员（人次）\"",
			EN: "[labels] gives figures their Chinese names, the unit in full-width parentheses at the end; [counted] names what the\nsite counts itself.\n\nWrong: \"training.people\" = 267\nRight: \"training.people\" = \"接受培训人员（人次）\"",
		},
	}
	figuresMissing = &diag.Rule{
		Code: "RP014", Severity: diag.Error,
		Title:   diag.Text{ZH: "缺少 figures.toml", EN: "figures.toml is missing"},
		Message: diag.Text{ZH: "%[1]d 年度报告缺少数据文件 figures.toml", EN: "the report of %[1]d has no figures.toml"},
		Hint:    diag.Text{ZH: "运行 gongkai new report %[1]d，会写好每一行，填数字即可", EN: "run gongkai new report %[1]d: it writes every row, ready to be filled in"},
		Explain: diag.Text{
			ZH: "2019年起，年度报告必须有三张统计表（国办公开办函〔2019〕60号、〔2021〕30号）。表里的数字写在报告旁边的 figures.toml。\n\n错误：content/reports/2024/ 里只有 index.md\n正确：content/reports/2024/ 里有 index.md 和 figures.toml",
			EN: "Since 2019 an annual report must have three tables (国办公开办函〔2019〕60号, 〔2021〕30号). Their numbers are in figures.toml\nbeside the report.\n\nWrong: only index.md in content/reports/2024/\nRight: index.md and figures.toml",
		},
	}
	tableMissing = &diag.Rule{
		Code: "RP015", Severity: diag.Error,
		Title:   diag.Text{ZH: "缺少整张表", EN: "a statutory table is missing"},
		Message: diag.Text{ZH: "缺少《%[2]s》的数据 [%[1]s]", EN: "no data for the %[2]s: [%[1]s]"},
		Hint:    diag.Text{ZH: "在 figures.toml 中补上 [%[1]s] 各行；没有发生的写 0", EN: "add the rows of [%[1]s] to figures.toml, 0 for none"},
		Explain: diag.Text{
			ZH: "三张表是法定内容（条例第五十条），全年没有发生也要列表，各格写 0。申请情况表也可以由 applications.csv 统计得出。\n\n错误：figures.toml 里没有 [litigation]\n正确：\n[litigation]\nreview       = [0, 0, 0, 0, 0]\ndirect       = [0, 0, 0, 0, 0]\nafter_review = [0, 0, 0, 0, 0]",
			EN: "The three tables are required (条例第五十条), with 0 in every cell where nothing happened. The request table can also be\ncounted from applications.csv.\n\nWrong: no [litigation] in figures.toml\nRight:\n[litigation]\nreview       = [0, 0, 0, 0, 0]\ndirect       = [0, 0, 0, 0, 0]\nafter_review = [0, 0, 0, 0, 0]",
		},
	}
	undecidable = &diag.Rule{
		Code: "RP016", Severity: diag.Note,
		Title:   diag.Text{ZH: "勾稽关系无法核对", EN: "a relation cannot be checked"},
		Message: diag.Text{ZH: "缺少数据，有的等式无法核对：%[1]s", EN: "some equations cannot be checked for want of data: %[1]s"},
		Hint:    diag.Text{ZH: "补上：%[2]s", EN: "add: %[2]s"},
		Explain: diag.Text{
			ZH: "勾稽关系要用到的格子缺了一个，整条关系就无法判断。补上缺的数字，没有就写 0。\n\n错误：没有 carried_out 一行\n正确：carried_out = [0, 0, 0, 0, 0, 0, 0]",
			EN: "A relation with one cell missing can be neither confirmed nor refuted. Add the number, 0 for none.\n\nWrong: no row carried_out\nRight: carried_out = [0, 0, 0, 0, 0, 0, 0]",
		},
	}
	statisticsSum = &diag.Rule{
		Code: "RP017", Severity: diag.Warning,
		Title:   diag.Text{ZH: "统计表合计与分项不符", EN: "total of the statistics differs from its parts"},
		Message: diag.Text{ZH: "“%[1]s”写的是 %[2]s，分项合计 %[3]s", EN: "%[1]s is %[2]s, its parts give %[3]s"},
		Hint:    diag.Text{ZH: "核对合计和各分项", EN: "check the total and its parts"},
		Explain: diag.Text{
			ZH: "2014至2018年度的《政府信息公开情况统计表》中，申请数等于当面、传真、网络、信函四项之和，复议、诉讼等同理。\n\n错误：received = 7，in_person = 5，fax、web、letter 均为 0\n正确：received = 5，或者补上其余 2 件的渠道",
			EN: "In the statistics of 2014 to 2018 the requests received are the sum of the four channels; likewise reviews and lawsuits.\n\nWrong: received = 7, in_person = 5, the other channels 0\nRight: received = 5, or the channel of the other two",
		},
	}
	unknownForm = &diag.Rule{
		Code: "RP018", Severity: diag.Error,
		Title:   diag.Text{ZH: "没有这种报告格式", EN: "unknown form of report"},
		Message: diag.Text{ZH: "没有 %[1]q 这种报告格式", EN: "there is no form %[1]q"},
		Hint:    diag.Text{ZH: "%[2]d 年度报告写 form: \"%[3]s\"", EN: "for the report of %[2]d write form: \"%[3]s\""},
		Explain: diag.Text{
			ZH: "格式有三种：\"2007\"（2018年度及以前）、\"2019\"（2019、2020年度）、\"2021\"（2021年度起）。\n\n错误：form: \"2023\"\n正确：form: \"2021\"",
			EN: "There are three forms: \"2007\" (until 2018), \"2019\" (2019 and 2020), \"2021\" (since 2021).\n\nWrong: form: \"2023\"\nRight: form: \"2021\"",
		},
	}
	illegalCharacter = &diag.Rule{
		Code: "RP019", Severity: diag.Error,
		Title:   diag.Text{ZH: "网页不允许的字符", EN: "a character that no page may have"},
		Message: diag.Text{ZH: "这里有网页不允许的字符 U+%[1]s，它是看不见的", EN: "there is a character here that no web page may have, U+%[1]s; it cannot be seen"},
		Hint:    diag.Text{ZH: "删去它；写成 \\u 加数字的，连同这几个字符一起删去", EN: "delete it; where it is written as \\u with a number, delete that"},
		Explain: diag.Text{
			ZH: "控制字符和 U+FFFE、U+FFFF 这样的“非字符”看不见，HTML 和 XML 都不允许。\n\n错误：\"training.people\" = \"接受培训\\u001b人员（人次）\"\n正确：\"training.people\" = \"接受培训人员（人次）\"",
			EN: "Control characters and noncharacters such as U+FFFE cannot be seen, and neither HTML nor XML may have them.\n\nWrong: \"training.people\" = \"接受培训\\u001b人员（人次）\"\nRight: \"training.people\" = \"接受培训人员（人次）\"",
		},
	}
	tooMuchData = &diag.Rule{
		Code: "RP029", Severity: diag.Error,
		Title:   diag.Text{ZH: "数据太多", EN: "too many figures"},
		Message: diag.Text{ZH: "文件里有超过 %[1]d 项数据，或者括号套了超过 %[2]d 层，没有读", EN: "the file has more than %[1]d entries, or brackets more than %[2]d deep, and was not read"},
		Hint:    diag.Text{ZH: "这多半不是报告的数据，或者误贴了别的内容；每笔收费的明细可以按月合并", EN: "most likely these are not the figures of a report, or something was pasted into them; items of fees can be put together by month"},
		Explain: diag.Text{
			ZH: "一份年度报告有几百项数据。有几千项，多半是误放了别的文件。\n\n错误：把全年每一件的明细都写进 figures.toml\n正确：figures.toml 里写合计，每件一行的台账写在 applications.csv",
			EN: "An annual report has some hundreds of figures. Where there are thousands, another file was most likely put in this place.\n\nWrong: a figure for each single application of the year\nRight: totals in figures.toml, and a line for each application in applications.csv",
		},
	}
	ownLeft = &diag.Rule{
		Code: "RP065", Severity: diag.Warning,
		Title:   diag.Text{ZH: "自己的数据没有填进去", EN: "a figure of the office's own was not taken"},
		Message: diag.Text{ZH: "%[1]s（%[2]s）没有填进 figures.toml：%[3]s", EN: "%[1]s (%[2]s) was not put into figures.toml: %[3]s"},
		Hint:    diag.Text{ZH: "%[4]s", EN: "%[4]s"},
		Explain: diag.Text{
			ZH: "gongkai report 年度 --from 文件 把“其他数据”一张表也填进 figures.toml：那里是 0 的改成表里的数，没有的表加在后面。已经写了别的数的不改，由您决定以哪个为准。\n\n错误：figures.toml 里是 people = 267，Excel 里是 268\n正确：核对以后改成一样的",
			EN: "gongkai report YEAR --from FILE takes the table 其他数据, too: a 0 of figures.toml becomes the number of the sheet, and a table that is not there is added. Another number stays: which of the two is right is for the office to say.\n\nWrong: people = 267 in figures.toml, 268 in the workbook\nRight: the same in both",
		},
	}
)
