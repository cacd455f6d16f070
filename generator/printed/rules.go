package printed

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{noTable, noRow, noNumber, blank, tooLarge, lostSheet, notRead, noName}
}

var noTable = &diag.Rule{
	Code: "RF001", Severity: diag.Error,
	Title:   diag.Text{ZH: "Excel 文件里没有这张表", EN: "a table is not in the workbook"},
	Message: diag.Text{ZH: "没有找到“%[1]s”这张表", EN: "the table %[1]s is not there"},
	Hint:    diag.Text{ZH: "核对表头与格式一字不差，年度与格式相符（2019、2020 年用〔2019〕60号，2021 年起用〔2021〕30号）；文件要是 xlsx", EN: "see that its header is that of the form to the character, and the form that of the year (2019 and 2020: 〔2019〕60号; from 2021: 〔2021〕30号)"},
	Explain: diag.Text{
		ZH: "gongkai report 年度 --from 文件 按格式的表头和行名找数字，表放在哪个工作表、哪一格都可以，但表头和行名要在。\n\n错误：把“自然人”一列删去\n正确：用上级下发的表，只填数字",
		EN: "gongkai report YEAR --from FILE looks for the headers and labels of the form, on whatever sheet; they must be there.\n\nWrong: the column 自然人 deleted\nRight: the form as it was handed down, with numbers filled in",
	},
}

var noRow = &diag.Rule{
	Code: "RF002", Severity: diag.Error,
	Title:   diag.Text{ZH: "表里没有这一行", EN: "a row is not in the table"},
	Message: diag.Text{ZH: "工作表“%[2]s”里没有找到“%[1]s”一行", EN: "the sheet %[2]s has no row %[1]s"},
	Hint:    diag.Text{ZH: "按格式补上这一行，行的次序也要与格式相同", EN: "add the row, in its place in the form"},
	Explain: diag.Text{
		ZH: "每一行都要在，次序与格式相同；没有发生的填 0。\n\n错误：没有发生的行删去了\n正确：保留这一行，填 0",
		EN: "All rows must be there, in the order of the form, 0 where nothing happened.\n\nWrong: rows without cases deleted\nRight: the row kept, with 0",
	},
}

var noNumber = &diag.Rule{
	Code: "RF003", Severity: diag.Error,
	Title:   diag.Text{ZH: "这一格不是数字", EN: "a cell is no number"},
	Message: diag.Text{ZH: "%[1]s 是“%[2]s”，不是数字（%[3]s）", EN: "%[1]s is %[2]s and no number (%[3]s)"},
	Hint:    diag.Text{ZH: "只写数字，没有发生的写 0", EN: "write a number alone, 0 for none"},
	Explain: diag.Text{
		ZH: "表里只有数字。千分位的逗号和“件”可以有，金额一格“万元”也可以有，其他文字不行；“3万”不会当作 3。\n\n错误：约10件\n正确：10",
		EN: "The tables have numbers. Commas between thousands and the unit of the cell are accepted; 3万 is not taken for 3.\n\nWrong: 约10件\nRight: 10",
	},
}

var blank = &diag.Rule{
	Code: "RF004", Severity: diag.Warning,
	Title:   diag.Text{ZH: "这一格是空的", EN: "a cell is blank"},
	Message: diag.Text{ZH: "%[1]s %[3]s（%[2]s），在 figures.toml 里留空", EN: "%[1]s %[3]s (%[2]s), and is blank in figures.toml"},
	Hint:    diag.Text{ZH: "没有发生的写 0", EN: "write 0 for none"},
	Explain: diag.Text{
		ZH: "空格、“/”、“—”和 0 不是一回事：程序不替您填 0，check 会指出每个空格（R10）。\n\n错误：（空）、/\n正确：0",
		EN: "A blank is not 0, nor is / or a dash: it is left blank, and a check points at it (R10).\n\nWrong: nothing in the cell, or /\nRight: 0",
	},
}

var tooLarge = &diag.Rule{
	Code: "RF005", Severity: diag.Error,
	Title:   diag.Text{ZH: "Excel 文件太大", EN: "the workbook is too large"},
	Message: diag.Text{ZH: "展开后超过 %[1]d MB，或者超过 %[2]d 万格，没有读", EN: "it is larger than %[1]d MB unpacked or than %[2]d0,000 cells, and was not read"},
	Hint:    diag.Text{ZH: "只留要用的工作表，删去图片和表格以外的行、列，另存一份再用", EN: "save a copy with nothing but the sheet that is needed, without pictures and without rows and columns beyond the table"},
	Explain: diag.Text{
		ZH: "太大的文件一行也不读：只读一部分，统计的件数就会少。\n\n错误：全县十年的台账在一个文件里\n正确：本单位一年的台账一个文件",
		EN: "Of a workbook that is too large nothing is read: numbers counted from a part of it would be wrong.\n\nWrong: ten years of a county in one workbook\nRight: one year of one office",
	},
}

var lostSheet = &diag.Rule{
	Code: "RF006", Severity: diag.Error,
	Title:   diag.Text{ZH: "工作表的内容不在文件里", EN: "a sheet is not in the file"},
	Message: diag.Text{ZH: "工作表“%[1]s”的内容不在文件里，多半是没有存完", EN: "the sheet %[1]s is not in the file, which was probably not saved to its end"},
	Hint:    diag.Text{ZH: "用 Excel 或 WPS 打开，核对内容，另存为 xlsx；打不开的，向发来文件的人重新要一份", EN: "open it in Excel or WPS, check it and save it as xlsx; if it cannot be opened, ask for it again"},
	Explain: diag.Text{
		ZH: "文件里有这个工作表的名称，没有它的格子：保存的时候断了，或者别的程序改过。缺了一张表的文件不用，免得少填一半。\n\n错误：保存到一半就拔出的 U 盘里的 表.xlsx\n正确：重新保存的 表.xlsx",
		EN: "The file has the name of the sheet and none of its cells: it was not saved to its end, or another program has changed it. Such a file is not used, so that no half of the figures is filled in.\n\nWrong: 表.xlsx of a USB stick that was pulled out too early\nRight: 表.xlsx saved again",
	},
}

var notRead = &diag.Rule{
	Code: "RF007", Severity: diag.Note,
	Title:   diag.Text{ZH: "这个工作表没有用到", EN: "a sheet was not used"},
	Message: diag.Text{ZH: "工作表“%[1]s”里没有报告的表，没有用到", EN: "the sheet %[1]s has no table of the report and was not used"},
	Hint:    diag.Text{ZH: "要填进去的，表头写成格式上的样子；自己的数据用“项目、数值、单位、数据名称”四列，数据名称如 training.people", EN: "give its tables the headers of the form; figures of your own have the four columns 项目, 数值, 单位, 数据名称, with names like training.people"},
	Explain: diag.Text{
		ZH: "gongkai report 年度 --from 文件 读格式规定的表，还有导出时的“其他数据”表（项目、数值、单位、数据名称四列）。别的工作表，例如填表说明，不读，会说一声。\n\n错误：培训 | 5，没有“数据名称”一列\n正确：项目 | 数值 | 单位 | 数据名称，下面 举办培训班 | 5 | 次 | training.sessions",
		EN: "gongkai report YEAR --from FILE reads the tables of the form, and the table 其他数据 that reports are exported with (项目, 数值, 单位, 数据名称). Other sheets, as one with instructions, are not read, and this says so.\n\nWrong: 培训 | 5 without the column 数据名称\nRight: 项目 | 数值 | 单位 | 数据名称, and below it 举办培训班 | 5 | 次 | training.sessions",
	},
}

var noName = &diag.Rule{
	Code: "RF008", Severity: diag.Warning,
	Title:   diag.Text{ZH: "其他数据的一行没有名称", EN: "a figure of the office's own without a name"},
	Message: diag.Text{ZH: "%[1]s：“%[2]s”一行的数据名称“%[3]s”不能用，这个数没有填进 figures.toml", EN: "%[1]s: the name %[3]q of %[2]q is none, and the number was not put into figures.toml"},
	Hint:    diag.Text{ZH: "数据名称用小写字母、数字和下划线，写成“表.名称”，例如 training.people，再运行一次", EN: "a name has small letters, digits and underscores, as training.people: write one and run this again"},
	Explain: diag.Text{
		ZH: "正文用名称引用数据（{{training.people}}），所以“其他数据”的每一行都要有名称；报告格式里的表（proactive、requests、litigation）不写在这里。\n\n错误：接受培训人员 | 267 | 人次 | （空）\n正确：接受培训人员 | 267 | 人次 | training.people",
		EN: "The text refers to figures by their names ({{training.people}}), so that each row of 其他数据 has one; the tables of the form (proactive, requests, litigation) have no place there.\n\nWrong: 接受培训人员 | 267 | 人次 | (nothing)\nRight: 接受培训人员 | 267 | 人次 | training.people",
	},
}
