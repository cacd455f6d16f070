package tablefile

import "gongkai/generator/diag"

// Fault is why a table cannot be shown.
type Fault struct {
	rule *diag.Rule
	args []any
}

// At returns the finding, at the place of the line that names the file.
func (f *Fault) At(pos diag.Pos) diag.Diagnostic { return f.rule.At(pos, f.args...) }

// Rules lists what can be wrong with a file of a table.
func Rules() []*diag.Rule {
	return []*diag.Rule{unreadable, noSheet, badRange, empty, tooLarge, badLine, hidden, spoiledCells}
}

var (
	unreadable = &diag.Rule{
		Code: "TF001", Severity: diag.Error,
		Title:   diag.Text{ZH: "表格文件读不出来", EN: "the file of a table cannot be read"},
		Message: diag.Text{ZH: "%[1]s 里的表格读不出来：%[2]s", EN: "the table in %[1]s cannot be read: %[2]s"},
		Hint:    diag.Text{ZH: "用 Excel 或 WPS 打开它，另存为 xlsx 或 csv", EN: "open it in Excel or WPS and save it as xlsx or csv"},
		Explain: diag.Text{
			ZH: "{{table 文件}} 一行显示附件里的表格。能读的是 xlsx 和 csv；旧格式、加了密码的、损坏的不能。\n\n错误：{{table 0003-名单.xlsx}}，而文件是改了名的 .xls\n正确：用 Excel 打开，另存为“Excel 工作簿（*.xlsx）”",
			EN: "A line {{table FILE}} shows the table of an attachment. xlsx and csv can be read; files of the old form, encrypted and damaged ones cannot.\n\nWrong: {{table 0003-名单.xlsx}} where the file is an .xls of another name\nRight: open it in Excel and save it as xlsx",
		},
	}
	noSheet = &diag.Rule{
		Code: "TF002", Severity: diag.Error,
		Title:   diag.Text{ZH: "没有这个工作表", EN: "there is no such sheet"},
		Message: diag.Text{ZH: "%[1]s 里没有工作表“%[2]s”", EN: "%[1]s has no sheet %[2]q"},
		Hint:    diag.Text{ZH: "可以写的有：%[3]s；不写 sheet= 就显示第一个", EN: "there are: %[3]s; without sheet= the first is shown"},
		Explain: diag.Text{
			ZH: "工作表的名称要和 Excel 下方标签上的完全一样，隐藏的工作表不显示。\n\n错误：{{table 0003-名单.xlsx sheet=表一}}\n正确：{{table 0003-名单.xlsx sheet=Sheet1}}",
			EN: "The name is that on the tab in Excel. A hidden sheet is not shown.\n\nWrong: {{table 0003-名单.xlsx sheet=表一}}\nRight: {{table 0003-名单.xlsx sheet=Sheet1}}",
		},
	}
	badRange = &diag.Rule{
		Code: "TF003", Severity: diag.Error,
		Title:   diag.Text{ZH: "单元格范围写错了", EN: "a range of cells that is none"},
		Message: diag.Text{ZH: "“%[2]s”不是单元格范围", EN: "%[2]q is no range of cells"},
		Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
		Explain: diag.Text{
			ZH: "范围用左上角和右下角两个单元格表示，和 Excel 一样。\n\n错误：{{table 0003-名单.xlsx range=A3-F40}}\n正确：{{table 0003-名单.xlsx range=A3:F40}}",
			EN: "A range is given by its first and last cell, as in Excel.\n\nWrong: {{table 0003-名单.xlsx range=A3-F40}}\nRight: {{table 0003-名单.xlsx range=A3:F40}}",
		},
	}
	empty = &diag.Rule{
		Code: "TF004", Severity: diag.Error,
		Title:   diag.Text{ZH: "表格是空的", EN: "a table without cells"},
		Message: diag.Text{ZH: "%[1]s 里要显示的地方没有内容", EN: "there is nothing in %[1]s to be shown"},
		Hint:    diag.Text{ZH: "核对文件，以及 sheet= 和 range=；隐藏的行、列、工作表不显示", EN: "check the file, sheet= and range=; what is hidden is not shown"},
		Explain: diag.Text{
			ZH: "文件是空的，或者内容都在隐藏的行、列、工作表里，或者 range= 指到了别处。\n\n错误：{{table 0003-名单.xlsx range=X1:Z9}}\n正确：{{table 0003-名单.xlsx}}",
			EN: "The file is empty, or all it has is hidden, or range= is elsewhere.\n\nWrong: {{table 0003-名单.xlsx range=X1:Z9}}\nRight: {{table 0003-名单.xlsx}}",
		},
	}
	tooLarge = &diag.Rule{
		Code: "TF005", Severity: diag.Error,
		Title:   diag.Text{ZH: "表格太大，网页上放不下", EN: "a table too large for a page"},
		Message: diag.Text{ZH: "%[1]s 里的表格有 %[2]d 行 %[3]d 列，超过 %[4]d 格", EN: "the table in %[1]s has %[2]d rows and %[3]d columns, more than %[4]d cells"},
		Hint:    diag.Text{ZH: "用 range= 显示一部分，或者只作为附件提供", EN: "show a part with range=, or offer it as an attachment only"},
		Explain: diag.Text{
			ZH: "几千行的表格在手机上打不开。显示其中一部分，整个文件作为附件下载。\n\n错误：{{table 0003-名单.xlsx}}，一万行\n正确：{{table 0003-名单.xlsx range=A1:F100}}，并列入 attachments",
			EN: "A page with thousands of rows does not open on a phone. Show a part and offer the file.\n\nWrong: {{table 0003-名单.xlsx}} with ten thousand rows\nRight: {{table 0003-名单.xlsx range=A1:F100}}, and the file among the attachments",
		},
	}
	badLine = &diag.Rule{
		Code: "TF006", Severity: diag.Error,
		Title:   diag.Text{ZH: "{{table}} 这一行写得不对", EN: "a line that does not stand for a table"},
		Message: diag.Text{ZH: "这一行显示不出表格：%[1]s", EN: "it does not stand for a table: %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "{{table 文件名}} 单独占一行，显示文档旁边的 xlsx 或 csv 里的表格。sheet= 是工作表，range= 是单元格范围，header= 是表头的行数，caption= 是表格的标题。要照样显示这些字，前面加反斜杠：\\{{table。\n\n错误：名单见{{table 0003-名单.xlsx}}。\n正确：名单见下表。（另起一行）{{table 0003-名单.xlsx}}",
			EN: "{{table FILE}} on a line of its own shows the table of an xlsx or csv beside the document. sheet= is the sheet, range= the cells, header= the number of header rows, caption= the caption. To show the words themselves, write a backslash before them: \\{{table.\n\nWrong: 名单见{{table 0003-名单.xlsx}}。\nRight: 名单见下表。 (a new line) {{table 0003-名单.xlsx}}",
		},
	}
	hidden = &diag.Rule{
		Code: "TF007", Severity: diag.Warning,
		Title:   diag.Text{ZH: "附件里有隐藏的内容", EN: "a workbook with something hidden"},
		Message: diag.Text{ZH: "这个文件供人下载，里面有隐藏的内容：%[1]s", EN: "this file is offered for download, and something in it is hidden: %[1]s"},
		Hint:    diag.Text{ZH: "不该公开的，在 Excel 里取消隐藏，删去整列、整行或者整个工作表，再保存；可以公开的，取消隐藏", EN: "what is not to be published: show it in Excel, delete the whole column, row or sheet, and save; what may be: show it"},
		Explain: diag.Text{
			ZH: "隐藏的行、列和工作表网页上不显示，但是谁下载了文件，点两下就能看到。名单里的身份证号码常常这样泄露。\n\n错误：把“身份证号码”一列隐藏以后公开\n正确：删去这一列再公开",
			EN: "Rows, columns and sheets that are hidden are not on the page, and whoever downloads the file sees them with two clicks. ID numbers in lists of names leak that way.\n\nWrong: the column of ID numbers is hidden, and the file published\nRight: the column is deleted first",
		},
	}
	spoiledCells = &diag.Rule{
		Code: "TF008", Severity: diag.Warning,
		Title:   diag.Text{ZH: "格子里是出错的值，或者被缩短的号码", EN: "errors and shortened numbers in a table"},
		Message: diag.Text{ZH: "%[1]s 里有 %[2]d 个格子显示的不是原来的内容：%[3]s%[4]s", EN: "%[2]d cells of %[1]s do not show what was written in them: %[3]s%[4]s"},
		Hint: diag.Text{
			ZH: "#REF! 这样的，在 Excel 里改好公式；1.1E+17 这样的，把整列的格式设成“文本”，从原来的登记表重新填号码；改好再保存",
			EN: "of errors such as #REF!, mend the formula in Excel; of numbers such as 1.1E+17, set the column to text and enter the numbers again from where they came from; then save",
		},
		Explain: diag.Text{
			ZH: "超过 11 位的号码，Excel 显示成 1.38E+10 这样；另存为 csv 以后，后面的数字就没有了。公式引用的格子删去了，显示 #REF!。网页上照样显示这些字，没有人看得懂。\n\n错误：1.10101E+17、#REF!\n正确：整列设成“文本”，重新填写；改好公式",
			EN: "A number of more than eleven digits is shown as 1.38E+10 in Excel, and saved so in a csv: the other digits are gone. #REF! stands where a formula lost its cells. The page shows them as they are, which nobody understands.\n\nWrong: 1.10101E+17, #REF!\nRight: the column as text, filled in again; the formula mended",
		},
	}
)
