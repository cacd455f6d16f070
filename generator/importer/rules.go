package importer

import "gongkai/generator/diag"

// Rules lists what this package can find: IM001 to IM009 say why a file cannot
// be read, IM010 and on what could not be carried over, or was changed on the way.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		foreign, legacy, encrypted, damaged, tooLarge, empty, badEncoding,
		changes, comments, hidden, boxes, flattened, objects, pictures, undescribed, cropped, headers, contents, tableFiles, nested,
		uncomputed, private, untitled, redHeads, aroundText, notAttachable, imported,
		notesBehind, largeTables, textTables, lost, shortGBK, gaps, spoiled, rejoined, cutLines, struck,
	}
}

// Why a file cannot be read.
var (
	foreign = &diag.Rule{
		Code: "IM001", Severity: diag.Error,
		Title:   diag.Text{ZH: "不能导入的文件类型", EN: "a kind of file that cannot be imported"},
		Message: diag.Text{ZH: "不能导入：这是%[1]s", EN: "cannot be imported: %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "程序按文件的内容判断类型，不看扩展名。PDF 和图片里没有段落，要由人重新录入或者用 Word 打开以后另存。\n\n错误：gongkai import 通知.pdf\n正确：gongkai import 通知.docx",
			EN: "The kind of a file is told by its content, not by its name. PDF and pictures have no paragraphs; somebody has to type them, or to open them\nin Word and save them.\n\nWrong: gongkai import 通知.pdf\nRight: gongkai import 通知.docx",
		},
	}
	legacy = &diag.Rule{
		Code: "IM002", Severity: diag.Error,
		Title:   diag.Text{ZH: "旧格式的 Office 文件", EN: "an Office file of the old form"},
		Message: diag.Text{ZH: "这是旧格式的 Office 文件（%[1]s），程序读不了", EN: "this is an Office file of the old binary form (%[1]s), which cannot be read"},
		Hint:    diag.Text{ZH: "用 Word、Excel 或者 WPS 打开，另存为 .%[2]s，再导入", EN: "open it in Word, Excel or WPS, save it as .%[2]s, and import that"},
		Explain: diag.Text{
			ZH: "Word 2003 以前的 doc、xls 和 WPS 的 wps、et 是另一种格式。里面如果其实是 docx（只是扩展名写成 doc），可以直接导入。\n\n错误：gongkai import 通知.doc\n正确：gongkai import 通知.docx",
			EN: "doc and xls as Word and Excel wrote them up to 2003, and wps and et of WPS, are another format. A docx that is merely named doc can be\nimported.\n\nWrong: gongkai import 通知.doc\nRight: gongkai import 通知.docx",
		},
	}
	encrypted = &diag.Rule{
		Code: "IM003", Severity: diag.Error,
		Title:   diag.Text{ZH: "文件加了密码", EN: "an encrypted file"},
		Message: diag.Text{ZH: "文件加了密码，打不开", EN: "the file is encrypted"},
		Hint:    diag.Text{ZH: "在 Word 或者 WPS 里去掉“用密码进行加密”，保存以后再导入", EN: "take the password off in Word or WPS, save the file, and import it"},
		Explain: diag.Text{
			ZH: "公开的文件不需要密码；加了密码的往往不该公开，先核对一遍。\n\n错误：导入加密的 名单.xlsx\n正确：去掉密码以后再导入",
			EN: "What is disclosed needs no password, and what has one may not be meant to be disclosed: look first.\n\nWrong: an encrypted 名单.xlsx\nRight: the same without a password",
		},
	}
	damaged = &diag.Rule{
		Code: "IM004", Severity: diag.Error,
		Title:   diag.Text{ZH: "文件已损坏", EN: "a damaged file"},
		Message: diag.Text{ZH: "文件已损坏，读不出来（%[1]s）", EN: "the file is damaged (%[1]s)"},
		Hint:    diag.Text{ZH: "向发来文件的人重新要一份，或者用 Word、Excel 或 WPS 打开，让它修复，核对内容以后另存", EN: "ask for it again, or open it in Word, Excel or WPS, have it repaired, check it and save it"},
		Explain: diag.Text{
			ZH: "文件没有传完、存储介质出错，或者被别的程序改过，都会这样。括号里是程序遇到的具体问题。\n\n错误：只下载了一半的 通知.docx\n正确：重新下载",
			EN: "It was not transferred to its end, the disk has failed, or another program has changed it. In brackets is what was met.\n\nWrong: 通知.docx of which half was downloaded\nRight: download it again",
		},
	}
	tooLarge = &diag.Rule{
		Code: "IM005", Severity: diag.Error,
		Title:   diag.Text{ZH: "文件过大或者过于复杂", EN: "a file that is too large"},
		Message: diag.Text{ZH: "文件过大或者过于复杂：%[1]s", EN: "the file is too large: %[1]s"},
		Hint:    diag.Text{ZH: "把文件分成几个；大表格作为附件发布，不必导入", EN: "divide it; publish a large table as an attachment"},
		Explain: diag.Text{
			ZH: "为了不被恶意构造的文件拖垮，程序只读一定大小以内的文件。几百页的文件、几万行的表格在限度以内。\n\n错误：导入几十万行的表格\n正确：在 attachments 里写上这个文件，作为附件",
			EN: "Files are read within bounds, so that one that was made to do harm does none. Hundreds of pages and ten thousands of rows are within them.\n\nWrong: importing a table of some hundred thousand rows\nRight: name the file in attachments",
		},
	}
	empty = &diag.Rule{
		Code: "IM006", Severity: diag.Error,
		Title:   diag.Text{ZH: "文件是空的，或者没有文字", EN: "a file that is empty, or without text"},
		Message: diag.Text{ZH: "%[1]s", EN: "%[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "扫描件的内容是图片，要由人录入。0 字节的文件什么也没有，多半没有存完或者没有传完，要重新要一份。\n\n错误：只有一张扫描图片的 通知.docx\n正确：有文字的 通知.docx",
			EN: "What was scanned is a picture, which somebody has to type. A file of 0 bytes has nothing in it; it was probably not saved or not sent to its end, and is to be asked for again.\n\nWrong: 通知.docx with nothing but a scanned page\nRight: 通知.docx with text",
		},
	}
	badEncoding = &diag.Rule{
		Code: "IM007", Severity: diag.Error,
		Title:   diag.Text{ZH: "认不出文字的编码", EN: "an unknown encoding"},
		Message: diag.Text{ZH: "认不出文件的编码，不能确定每个字是什么", EN: "the encoding of the file is not known, so what it says is not certain"},
		Hint:    diag.Text{ZH: "用记事本打开，另存为，编码选 UTF-8", EN: "open it in Notepad and save it with the encoding UTF-8"},
		Explain: diag.Text{
			ZH: "UTF-8、GBK（ANSI）、GB 18030 和 UTF-16 的文件都能读。两种编码混在一起，或者部分损坏的，程序不猜。\n\n错误：一半 GBK 一半 UTF-8 的 名单.csv\n正确：另存为 UTF-8",
			EN: "UTF-8, GBK, GB 18030 and UTF-16 can be read. Where two are mixed, or some bytes are damaged, nothing is guessed.\n\nWrong: 名单.csv half in GBK, half in UTF-8\nRight: saved as UTF-8",
		},
	}
)

// What could not be carried over, or was changed on the way.
var (
	changes = &diag.Rule{
		Code: "IM010", Severity: diag.Warning,
		Title:   diag.Text{ZH: "文件里有修订", EN: "tracked changes"},
		Message: diag.Text{ZH: "文件里有没有接受的修订，按全部接受处理：%[2]s", EN: "there are tracked changes, taken as accepted: %[2]s"},
		Hint:    diag.Text{ZH: "核对这些地方；在 Word 里接受或者拒绝全部修订再导入，就没有这条提示", EN: "look at these places; accept or reject all changes in Word and import again"},
		Explain: diag.Text{
			ZH: "开着“修订”写的文件里，删去的和增加的文字都在。导入的是定稿的样子：增加的保留，删去的不要。\n\n错误：带着修订的 通知.docx\n正确：接受全部修订以后再导入",
			EN: "With tracked changes on, a file keeps what was deleted. What is imported is the text with all changes accepted.\n\nWrong: 通知.docx with tracked changes\nRight: the same with all of them accepted",
		},
	}
	comments = &diag.Rule{
		Code: "IM011", Severity: diag.Note,
		Title:   diag.Text{ZH: "批注没有导入", EN: "comments left out"},
		Message: diag.Text{ZH: "%[1]d 条批注没有导入：%[2]s", EN: "%[1]d comments were left out: %[2]s"},
		Hint:    diag.Text{ZH: "批注是内部意见，不公开；带 --attach 时，先把原文件里的批注删去", EN: "comments are internal; with --attach, delete them from the file first"},
		Explain: diag.Text{
			ZH: "批注写给同事看，不是文件的内容。\n\n错误：把带批注的原文件作为附件公开\n正确：在 Word 里“审阅—删除—删除文档中的所有批注”",
			EN: "Comments are for colleagues, not part of the text.\n\nWrong: publishing a file with comments as an attachment\nRight: delete all comments in Word",
		},
	}
	hidden = &diag.Rule{
		Code: "IM012", Severity: diag.Warning,
		Title:   diag.Text{ZH: "隐藏的内容没有导入", EN: "hidden content left out"},
		Message: diag.Text{ZH: "隐藏的内容没有导入：%[2]s%[3]s", EN: "hidden content was left out: %[2]s%[3]s"},
		Hint:    diag.Text{ZH: "要公开的，在原文件里取消隐藏再导入；不公开的，不要把原文件作为附件", EN: "show what is to be published and import again; what is not must not go out with the file as an attachment"},
		Explain: diag.Text{
			ZH: "隐藏的文字、行、列和工作表在 Word、Excel 里看不见，但任何人下载以后都能取消隐藏。\n\n错误：把身份证号码一列隐藏以后公开表格\n正确：删去这一列再公开",
			EN: "Hidden text, rows, columns and sheets are not seen, and anybody who downloads the file can show them.\n\nWrong: hiding the column of ID numbers and publishing the table\nRight: delete the column",
		},
	}
	boxes = &diag.Rule{
		Code: "IM013", Severity: diag.Note,
		Title:   diag.Text{ZH: "文本框的文字放到了正文里", EN: "text of text boxes moved into the text"},
		Message: diag.Text{ZH: "文本框的文字放在它所在的段落后面：%[2]s %[3]s", EN: "the text of text boxes stands after the paragraph they hang on: %[2]s %[3]s"},
		Hint:    diag.Text{ZH: "看一看位置对不对，不对就剪切到该在的地方", EN: "see whether that is the right place, and move it if not"},
		Explain: diag.Text{
			ZH: "文本框浮在版面上，网页没有对应的位置。\n\n错误：把联系电话写在文本框里，导入以后不检查\n正确：导入以后看一遍文本框的文字在哪里",
			EN: "A text box floats over the page; a web page has no such place.\n\nWrong: a text box with a phone number that nobody looks for after the import\nRight: see where its text has come to stand",
		},
	}
	flattened = &diag.Rule{
		Code: "IM014", Severity: diag.Warning,
		Title:   diag.Text{ZH: "公式或图形只保留了文字", EN: "formulas as plain text"},
		Message: diag.Text{ZH: "%[3]s只保留了文字：%[2]s", EN: "only the text was kept of %[3]s: %[2]s"},
		Hint:    diag.Text{ZH: "核对文字；样子重要的，截图保存为图片插入", EN: "check the text; where the look matters, insert a picture of it"},
		Explain: diag.Text{
			ZH: "公式写成一行，例如 a/(b+c)；SmartArt 图形里的文字逐条列出。\n\n错误：不核对就发布 a/(b+c)\n正确：核对，或者换成图片",
			EN: "A formula is written in one line, such as a/(b+c); the texts of SmartArt are listed.\n\nWrong: publishing a/(b+c) without a look\nRight: check it, or put a picture in its place",
		},
	}
	objects = &diag.Rule{
		Code: "IM015", Severity: diag.Warning,
		Title:   diag.Text{ZH: "图表或嵌入的对象没有导入", EN: "charts and embedded objects left out"},
		Message: diag.Text{ZH: "没有导入：%[3]s（%[2]s）", EN: "left out: %[3]s (%[2]s)"},
		Hint:    diag.Text{ZH: "在 Word 里复制，选择性粘贴为图片，再导入；或者截图保存，写成 ![说明](图片.png)", EN: "in Word, copy it and paste it as a picture, then import again; or save a picture of it and write ![text](picture.png)"},
		Explain: diag.Text{
			ZH: "图表、嵌入的表格、音视频和手写墨迹不是文字，也不是图片。\n\n错误：导入以后不看图表还在不在\n正确：先在 Word 里把图表粘贴为图片",
			EN: "Charts, embedded spreadsheets, films and ink are neither text nor pictures.\n\nWrong: not looking whether the chart is there after the import\nRight: paste the chart as a picture in Word first",
		},
	}
	pictures = &diag.Rule{
		Code: "IM016", Severity: diag.Warning,
		Title:   diag.Text{ZH: "图片没有导入", EN: "pictures left out"},
		Message: diag.Text{ZH: "%[1]d 张图片没有导入（%[2]s）：%[3]s", EN: "%[1]d pictures were left out (%[2]s): %[3]s"},
		Hint:    diag.Text{ZH: "在 Word 里右键“另存为图片”，存成 png 或者 jpg，放到文档旁边，写成 ![说明](图片.png)", EN: "save it from Word as png or jpg beside the document and write ![text](picture.png)"},
		Explain: diag.Text{
			ZH: "EMF、WMF 只有 Windows 能显示；链接到别处的图片不在文件里；另存的网页要和它的“.files”文件夹放在一起导入。\n\n错误：只发来 通知.html，没有 通知.files\n正确：两个一起放在同一个文件夹",
			EN: "EMF and WMF are shown by Windows only; a linked picture is not in the file; a saved page needs its folder “.files” beside it.\n\nWrong: 通知.html without 通知.files\nRight: both in one folder",
		},
	}
	undescribed = &diag.Rule{
		Code: "IM017", Severity: diag.Note,
		Title:   diag.Text{ZH: "图片没有说明", EN: "pictures without a description"},
		Message: diag.Text{ZH: "%[1]d 张图片没有说明：%[2]s", EN: "%[1]d pictures have no description: %[2]s"},
		Hint:    diag.Text{ZH: "在文档里的方括号中写上图中是什么：![便民服务大厅的窗口](0001-图1.png)", EN: "say in the square brackets what it shows: ![counters of the service hall](0001-图1.png)"},
		Explain: diag.Text{
			ZH: "看不见图片的人靠说明了解内容。文件名不是说明。在 Word 里可以用“编辑替换文字”先写好。\n\n错误：![](0001-图1.png)\n正确：![便民服务大厅的窗口](0001-图1.png)",
			EN: "People who cannot see a picture are told by its description. The name of a file is none. In Word it is written as alternative text.\n\nWrong: ![](0001-图1.png)\nRight: ![counters of the service hall](0001-图1.png)",
		},
	}
	cropped = &diag.Rule{
		Code: "IM018", Severity: diag.Note,
		Title:   diag.Text{ZH: "裁剪过的图片", EN: "cropped pictures"},
		Message: diag.Text{ZH: "%[1]d 张图片在文件里裁剪过，裁掉的部分没有保留：%[2]s", EN: "%[1]d pictures are cropped; what was cut off is gone: %[2]s"},
		Hint:    diag.Text{ZH: "看一看图片对不对", EN: "see whether the picture is right"},
		Explain: diag.Text{
			ZH: "在 Word 里裁剪只是不显示，原图还在文件里，例如裁掉的人脸、证件号码。导入时真正裁去。\n\n错误：把裁剪过图片的原文件作为附件公开\n正确：在 Word 里“压缩图片—删除图片的剪裁区域”",
			EN: "Word only hides what is cropped: a face or an ID number is still in the file. The import cuts it off.\n\nWrong: publishing such a file as an attachment\nRight: in Word, compress the pictures and delete cropped areas",
		},
	}
	headers = &diag.Rule{
		Code: "IM019", Severity: diag.Note,
		Title:   diag.Text{ZH: "页眉页脚没有导入", EN: "headers and footers left out"},
		Message: diag.Text{ZH: "%[2]s没有导入：%[3]s", EN: "%[2]s left out: %[3]s"},
		Hint:    diag.Text{ZH: "其中有正文需要的文字，请补写到正文里", EN: "if the text needs what they say, write it into the text"},
		Explain: diag.Text{
			ZH: "页眉、页脚每页重复，网页没有页。只有页码的不提示。\n\n错误：联系电话只写在页脚里\n正确：写在正文里",
			EN: "They are repeated on every page, and a web page has none. Those with a page number only are not named.\n\nWrong: a phone number in the footer only\nRight: in the text",
		},
	}
	contents = &diag.Rule{
		Code: "IM020", Severity: diag.Note,
		Title:   diag.Text{ZH: "Word 生成的目录保留在正文里", EN: "a table of contents made by Word"},
		Message: diag.Text{ZH: "Word 生成的目录保留在正文里：%[2]s", EN: "the table of contents that Word made is part of the text: %[2]s"},
		Hint:    diag.Text{ZH: "网页自己会列出目录，可以把这几行删去", EN: "the page lists its headings by itself; these lines may be deleted"},
		Explain: diag.Text{
			ZH: "目录里的页码在网页上没有意义。程序不替人删文字，所以只提示：用域、内容控件或者目录样式做的都算。\n\n错误：“一、总则……………1”留在网页上\n正确：删去目录的几行",
			EN: "Page numbers mean nothing on a web page. The program deletes no text by itself, so that it is only said: of one made by a field, by a content control or by the styles of its entries.\n\nWrong: “一、总则……………1” on the page\nRight: delete these lines",
		},
	}
	tableFiles = &diag.Rule{
		Code: "IM021", Severity: diag.Note,
		Title:   diag.Text{ZH: "表格存成了 Excel 文件", EN: "tables in files of their own"},
		Message: diag.Text{ZH: "%[1]d 个表格有合并的格子、分段的格子或者行数多，存成了文档旁边的 Excel 文件：%[2]s", EN: "%[1]d tables have merged cells, cells of several paragraphs, or many rows; they are in workbooks beside the document: %[2]s"},
		Hint:    diag.Text{ZH: "网页照样显示表格；要改，就用 Excel 改这个文件", EN: "the page shows them all the same; to change one, change its file in Excel"},
		Explain: diag.Text{
			ZH: "Markdown 的表格没有合并的格子。正文里 {{table 0001-表1.xlsx}} 一行就是这个表格。\n\n错误：把合并的格子拆开重写\n正确：用 Excel 修改 0001-表1.xlsx",
			EN: "A Markdown table has no merged cells. The line {{table 0001-表1.xlsx}} in the text shows the file.\n\nWrong: writing the table again without merged cells\nRight: change 0001-表1.xlsx in Excel",
		},
	}
	nested = &diag.Rule{
		Code: "IM022", Severity: diag.Warning,
		Title:   diag.Text{ZH: "表格里的表格放到了外面", EN: "tables in tables moved out"},
		Message: diag.Text{ZH: "表格里还有表格，放在了外面那个表格的后面：%[2]s", EN: "tables within tables stand after the outer one: %[2]s"},
		Hint:    diag.Text{ZH: "核对这两个表格，必要时在 Word 里改成一个", EN: "check both, or make one of them in Word"},
		Explain: diag.Text{
			ZH: "网页上的表格不套表格，读屏软件也读不了。\n\n错误：格子里再插入一个表格\n正确：拆成两个表格",
			EN: "Tables on a page have no tables in them; a screen reader could not read them.\n\nWrong: a table in a cell\nRight: two tables",
		},
	}
	uncomputed = &diag.Rule{
		Code: "IM023", Severity: diag.Warning,
		Title:   diag.Text{ZH: "公式没有结果", EN: "formulas without a value"},
		Message: diag.Text{ZH: "%[1]d 个格子有公式，没有算出来的值：%[2]s", EN: "%[1]d cells have a formula and no value: %[2]s"},
		Hint:    diag.Text{ZH: "在 Excel 里打开，保存一次，再导入", EN: "open the file in Excel, save it, and import again"},
		Explain: diag.Text{
			ZH: "别的程序生成的表格只有公式，没有结果，Excel 打开保存时才算出来。\n\n错误：导入以后“合计”是空的\n正确：用 Excel 保存一次再导入",
			EN: "Tables made by other programs have formulas without values, until Excel saves them.\n\nWrong: an empty total after the import\nRight: save the file in Excel, then import",
		},
	}
	private = &diag.Rule{
		Code: "IM024", Severity: diag.Warning,
		Title:   diag.Text{ZH: "有造字区的字符", EN: "characters of private use"},
		Message: diag.Text{ZH: "有别的电脑显示不出来的字符：%[2]s", EN: "there are characters that other machines cannot show: %[2]s"},
		Hint:    diag.Text{ZH: "找到这些字符，换成通用的字或者符号", EN: "find them and put in characters that all machines have"},
		Explain: diag.Text{
			ZH: "造字程序造的字、特殊字体的符号，没有那种字体就显示成方框。\n\n错误：姓名里有造字区的字\n正确：用系统自带的输入法输入这个生僻字",
			EN: "Characters that somebody has made, and symbols of special fonts, are shown as boxes without that font.\n\nWrong: a made character in a name\nRight: the rare character from the system's input method",
		},
	}
	untitled = &diag.Rule{
		Code: "IM025", Severity: diag.Warning,
		Title:   diag.Text{ZH: "没有找到标题", EN: "no title found"},
		Message: diag.Text{ZH: "没有找到标题，暂时用文件名", EN: "no title was found; the name of the file stands for it"},
		Hint:    diag.Text{ZH: "在文档信息里改 title；正文里如有标题，删去那一行", EN: "change title in the front matter; if the title is in the text, delete it there"},
		Explain: diag.Text{
			ZH: "标题认的是“标题”样式、居中的首行，或者像标题的首行。\n\n错误：第一行就是一大段正文\n正确：第一行写标题，居中",
			EN: "A title is a paragraph of that style, a centered first line, or a first line that looks like one.\n\nWrong: a long paragraph on the first line\nRight: a centered title on the first line",
		},
	}
	redHeads = &diag.Rule{
		Code: "IM026", Severity: diag.Note,
		Title:   diag.Text{ZH: "红头写进了发文机关", EN: "the red head became the issuer"},
		Message: diag.Text{ZH: "红头%[3]s写进了发文机关 issuer，正文里不再有", EN: "the red head %[3]s became the issuer and is no longer in the text"},
		Hint:    diag.Text{ZH: "核对文档信息里的 issuer", EN: "check issuer in the front matter"},
		Explain: diag.Text{
			ZH: "网页在标题下面列出发文机关，正文从主送机关开始。\n\n错误：正文第一行是“某某镇人民政府文件”\n正确：issuer: 某某镇人民政府",
			EN: "The page names the issuer below the title; the text begins with whom it is addressed to.\n\nWrong: 某某镇人民政府文件 on the first line of the text\nRight: issuer: 某某镇人民政府",
		},
	}
	aroundText = &diag.Rule{
		Code: "IM027", Severity: diag.Note,
		Title:   diag.Text{ZH: "网页正文以外的文字没有导入", EN: "what is around the text of a page"},
		Message: diag.Text{ZH: "网页上正文以外的 %[3]s（导航、页脚等）没有导入", EN: "%[3]s around the text of the page (navigation, footer) were left out"},
		Hint:    diag.Text{ZH: "对照原来的网页看一遍，缺的补上", EN: "compare with the page, and add what is missing"},
		Explain: diag.Text{
			ZH: "网页自己标明了正文（main、article 等）时，只导入正文；没有标明的，导航、页眉、页脚不导入。\n\n错误：把别的网站的导航也导进来\n正确：只要正文",
			EN: "Where a page says which part is its text (main, article), only that is imported; where it does not, its navigation, head and foot are left out.\n\nWrong: the navigation of another site in the text\nRight: the text alone",
		},
	}
	notAttachable = &diag.Rule{
		Code: "IM028", Severity: diag.Note,
		Title:   diag.Text{ZH: "网页不能作为附件", EN: "a web page is no attachment"},
		Message: diag.Text{ZH: "网页不能作为附件，--attach 没有起作用", EN: "a web page cannot be an attachment; --attach did nothing"},
		Hint:    diag.Text{ZH: "需要附件的，另存为 PDF，写进 attachments", EN: "save it as PDF and name that in attachments"},
		Explain: diag.Text{
			ZH: "网页可以夹带脚本，不作为附件公开。\n\n错误：gongkai import 通知.html --attach\n正确：另存为 通知.pdf，写进 attachments",
			EN: "A web page can carry scripts and is not published as an attachment.\n\nWrong: gongkai import 通知.html --attach\nRight: save it as 通知.pdf and name it in attachments",
		},
	}
	imported = &diag.Rule{
		Code: "IM029", Severity: diag.Note,
		Title:   diag.Text{ZH: "已导入", EN: "imported"},
		Message: diag.Text{ZH: "已导入为草稿 %[1]s：%[2]s；%[3]d 段，%[4]d 个表格，%[5]d 张图片，%[6]d 条脚注", EN: "imported as the draft %[1]s: %[2]s; %[3]d paragraphs, %[4]d tables, %[5]d pictures, %[6]d footnotes"},
		Hint:    diag.Text{ZH: "打开看一遍，核对文档信息，写上栏目要求的内容；定稿以后删去 draft 一行", EN: "read it through, check the front matter; when it is final, delete the line draft"},
		Explain: diag.Text{
			ZH: "导入的文档都是草稿，不会发布。标题、发文字号、发文机关、成文日期从文件里认出来，认错的在文档信息里改。\n\n错误：导入以后不看就删去 draft: true\n正确：对照原文件看一遍再删去",
			EN: "What is imported is a draft and not published. Title, number, issuer and date are recognised in the text; where that is wrong, change the front\nmatter.\n\nWrong: deleting draft: true without a look\nRight: compare it with the file first",
		},
	}
	notesBehind = &diag.Rule{
		Code: "IM030", Severity: diag.Warning,
		Title:   diag.Text{ZH: "脚注太多", EN: "too many footnotes"},
		Message: diag.Text{ZH: "脚注超过 1000 条，第 1001 条起写在正文后面，用〔注1001〕的样子标明：%[2]s", EN: "there are more than 1000 footnotes; from the 1001st on they stand behind the text, marked 〔注1001〕: %[2]s"},
		Hint:    diag.Text{ZH: "把文件分成几篇再导入，或者把注释写进正文", EN: "divide the file and import its parts, or write the notes into the text"},
		Explain: diag.Text{
			ZH: "一页上有一千多条脚注，读者找不到要看的那一条，网页也不接受。文字一个也没有少。\n\n错误：整本志书作为一个文件导入\n正确：一章一个文件",
			EN: "With a thousand footnotes on a page nobody finds the one that is meant, and the page does not take more. No word is lost.\n\nWrong: importing a whole chronicle as one file\nRight: a file for each chapter",
		},
	}
	largeTables = &diag.Rule{
		Code: "IM031", Severity: diag.Warning,
		Title:   diag.Text{ZH: "表格太大，改为下载", EN: "a table that is offered for download"},
		Message: diag.Text{ZH: "%[1]d 个表格太大，网页上放不下，存成了附件，正文里是它的链接：%[2]s", EN: "%[1]d tables are too large for a page; they became attachments, and the text links to them: %[2]s"},
		Hint:    diag.Text{ZH: "给附件写上标题；要显示在网页上，就把表格分成几个再导入", EN: "give the attachment a title; to show the table, divide it and import its parts"},
		Explain: diag.Text{
			ZH: "网页上的表格最多五万个格子。更大的表格手机打不开，也没有人从头看到尾，下载以后用 Excel 查更方便。\n\n错误：把三万行的名单显示在网页上\n正确：在 attachments 里写上标题，供人下载",
			EN: "A page shows at most 50,000 cells. A larger table opens on no phone, and is better looked through in Excel.\n\nWrong: a list of 30,000 rows on a page\nRight: the same as an attachment with a title",
		},
	}
	textTables = &diag.Rule{
		Code: "IM032", Severity: diag.Warning,
		Title:   diag.Text{ZH: "表格写成了段落", EN: "tables as paragraphs"},
		Message: diag.Text{ZH: "%[1]d 个表格写成了一段一段的文字：%[2]s（%[3]s）", EN: "%[1]d tables became paragraphs: %[2]s (%[3]s)"},
		Hint:    diag.Text{ZH: "把表格用 Excel 另存，作为附件发布", EN: "save the table from Excel and publish it as an attachment"},
		Explain: diag.Text{
			ZH: "Excel 放不下的表格（一个格子超过 32767 字、格子超过两百万个），以及一个文件里第 100 个以后的复杂表格，只保留文字。\n\n错误：用一个格子排整篇文章\n正确：文章写成段落",
			EN: "A table that Excel cannot have (32,767 characters in a cell, two million cells), and complex tables past the 100th of a file, keep their words only.\n\nWrong: a whole text set in one cell\nRight: the text in paragraphs",
		},
	}
	lost = &diag.Rule{
		Code: "IM033", Severity: diag.Warning,
		Title:   diag.Text{ZH: "原文件里有丢失的字", EN: "characters that were lost"},
		Message: diag.Text{ZH: "原文件里有变成 � 的字：%[2]s", EN: "the file has characters that have become �: %[2]s"},
		Hint:    diag.Text{ZH: "对照纸质原件，把这些字重新输入；改好以前检查不会通过", EN: "type what stands in the original; until then the document does not pass a check"},
		Explain: diag.Text{
			ZH: "导入以前，别的程序转换编码时已经丢了这些字，从文件里看不出是什么。\n\n错误：负责人：李�\n正确：负责人：李某",
			EN: "Another program has lost them in a conversion before the import; the file does not say what they were.\n\nWrong: 负责人：李�\nRight: 负责人：李某",
		},
	}
	shortGBK = &diag.Rule{
		Code: "IM034", Severity: diag.Note,
		Title:   diag.Text{ZH: "按 GBK 读的短文件", EN: "a short file that was read as GBK"},
		Message: diag.Text{ZH: "文件很短，没有写明编码，已按 GBK（ANSI）读取", EN: "the file is short and does not say its encoding; it was read as GBK (ANSI)"},
		Hint:    diag.Text{ZH: "看一眼文字对不对；不对的，用记事本打开，另存为，编码选 UTF-8，再导入", EN: "look whether the words are right; if not, save it in Notepad with the encoding UTF-8 and import again"},
		Explain: diag.Text{
			ZH: "记事本的 ANSI 就是 GBK，文件里不写明。字很少的时候，同样的字节也可能是别的文字；所以说一声。两种都说得通的不读（IM007）。\n\n例如：只有两行的停水通知，编码是 ANSI\n改正：以后另存为 UTF-8",
			EN: "What Notepad calls ANSI is GBK, and the file does not say so. Of few characters the bytes may be other ones as well, so it is said. Where both make sense nothing is read (IM007).\n\nFor example: a notice of two lines, saved as ANSI\nRight: saved as UTF-8",
		},
	}
	gaps = &diag.Rule{
		Code: "IM035", Severity: diag.Note,
		Title:   diag.Text{ZH: "表格中间有空行", EN: "an empty row within a table"},
		Message: diag.Text{ZH: "表格中间有空行，没有保留，上下接成一个表格：%[2]s", EN: "an empty row within a table was left out, and what is above and below it is one table: %[2]s"},
		Hint:    diag.Text{ZH: "看一眼对不对；本来是两个表格的，在 Excel 里给下面的写上标题，再导入", EN: "look whether that is right; where they are two tables, write a title over the lower one in Excel and import again"},
		Explain: diag.Text{
			ZH: "名单里分组、分页留下的空行不是表格的结束：下面的行和上面的一样，没有自己的表头，就接在一起。有自己的表头、标题的，另成一个表格。\n\n例如：序号 1 到 20，空一行，序号 21 到 40\n改正：一个表格，空行删去",
			EN: "A row left empty between groups or pages of a list does not end it: rows below that are like those above, without a header of their own, go on with it. Those with a header or a title are another table.\n\nFor example: the numbers 1 to 20, an empty row, the numbers 21 to 40\nRight: one table without the empty row",
		},
	}
	spoiled = &diag.Rule{
		Code: "IM036", Severity: diag.Warning,
		Title:   diag.Text{ZH: "格子里是出错的值，或者被缩短的号码", EN: "errors and shortened numbers in a table"},
		Message: diag.Text{ZH: "%[1]d 个格子里不是原来的内容，是 Excel 出错的值或者缩短的号码：%[3]s（%[2]s）", EN: "%[1]d cells have errors of Excel or shortened numbers in place of what was written: %[3]s (%[2]s)"},
		Hint: diag.Text{
			ZH: "#REF! 这样的，在 Excel 里改好公式；1.1E+17 这样的，把整列的格式设成“文本”，从原来的登记表重新填号码；改好再导入",
			EN: "of errors such as #REF!, mend the formula in Excel; of numbers such as 1.1E+17, set the column to text and enter the numbers again from where they came from; then import again",
		},
		Explain: diag.Text{
			ZH: "超过 11 位的号码，Excel 显示成 1.38E+10 这样；另存为 csv 以后，后面的数字就没有了。公式引用的格子删去了，显示 #REF!。\n\n错误：1.10101E+17、#REF!\n正确：整列设成“文本”，重新填写；改好公式",
			EN: "A number of more than eleven digits is shown as 1.38E+10 in Excel, and saved so in a csv: the other digits are gone. #REF! stands where a formula lost its cells.\n\nWrong: 1.10101E+17, #REF!\nRight: the column as text, filled in again; the formula mended",
		},
	}
	rejoined = &diag.Rule{
		Code: "IM037", Severity: diag.Note,
		Title:   diag.Text{ZH: "一段话在行末断开，已经接上", EN: "lines that were made one paragraph"},
		Message: diag.Text{ZH: "有 %[1]d 行是上一行没有写完的话，已经接上：%[2]s（%[3]s）", EN: "%[1]d lines went on with the line above and were joined to it: %[2]s (%[3]s)"},
		Hint:    diag.Text{ZH: "对照原文件看一看；本来是两段的，在草稿里另起一行", EN: "compare with the file; where they are two paragraphs, begin a new line in the draft"},
		Explain: diag.Text{
			ZH: "有的程序到了行末就换行，一段话占几行：段首缩进，后面的行顶格，没有一行更长。这样的行接成一段。\n\n例如：\n　　为做好防火工作，现将有关事项通\n知如下。\n改正：　　为做好防火工作，现将有关事项通知如下。",
			EN: "Some programs end a line at the margin, so that a paragraph is several: its first is indented, the others are not, and none is longer. Such lines are joined.\n\nFor example: a notice saved by a mail program\nRight: a line a paragraph",
		},
	}
	cutLines = &diag.Rule{
		Code: "IM038", Severity: diag.Warning,
		Title:   diag.Text{ZH: "一句话断成了两段", EN: "a sentence cut in two"},
		Message: diag.Text{ZH: "有 %[1]d 行像是接着上一行没有写完的话，导入以后是两段：%[2]s", EN: "%[1]d lines seem to go on with the line above, and are paragraphs of their own: %[2]s"},
		Hint:    diag.Text{ZH: "对照原文件；本来是一段的，在草稿里接成一行：%[3]s", EN: "compare with the original; where they are one paragraph, make one line of them in the draft: %[3]s"},
		Explain: diag.Text{
			ZH: "从 PDF 里复制的文字在每行末尾断开，一句话就成了几段。看不出哪几行是一段的，程序不接，只指出来。\n\n错误：\n  为进一步规范政府信息公开工作，提高政府工作的透\n  明度，制定本办法。\n改正：\n  为进一步规范政府信息公开工作，提高政府工作的透明度，制定本办法。",
			EN: "Text that was copied out of a PDF ends its lines where the page did, so that a sentence becomes several paragraphs. Where it does not show which lines are one, nothing is joined.\n\nWrong: a sentence on two lines\nRight: one line of each paragraph",
		},
	}
	struck = &diag.Rule{
		Code: "IM039", Severity: diag.Warning,
		Title:   diag.Text{ZH: "有加了删除线的文字", EN: "text that is struck out"},
		Message: diag.Text{ZH: "有 %[1]d 处文字加了删除线，导入以后没有删除线，一个字也没有少：%[3]s（%[2]s）", EN: "%[1]d pieces of text are struck out; they are all there, and no longer struck out: %[3]s (%[2]s)"},
		Hint:    diag.Text{ZH: "作废的，在草稿里删去；要让人看到改了什么，用文字写明，例如“原定3月1日，改为3月5日”", EN: "delete what is void from the draft; where readers have to see what was changed, say it in words: first March 1, now March 5"},
		Explain: diag.Text{
			ZH: "删除线只有看得见屏幕的人知道：读屏软件、检索、复制出来的文字里都没有，作废的话会被当成有效的。所以导入时不写删除线，只指出是哪几个字，由人决定删去还是写明。\n\n错误：会议定于（删除线：3月1日）3月5日召开\n正确：会议定于3月5日召开（原定3月1日）",
			EN: "Only who sees the screen knows of a line through words: screen readers, the search and what is copied have none, and take what is void for valid. So an import writes none, and names the words, for somebody to delete them or to say what was changed.\n\nWrong: the meeting is on (struck out: March 1) March 5\nRight: the meeting is on March 5 (first March 1)",
		},
	}
)
