package screening

import "gongkai/generator/diag"

// Rules lists what this package can find.
func Rules() []*diag.Rule {
	return []*diag.Rule{ruleUnread, rulePicture, ruleMisnamed, ruleLocated, ruleRecognised, ruleEmpty}
}

var ruleUnread = &diag.Rule{
	Code: "SC001", Severity: diag.Warning,
	Title:   diag.Text{ZH: "程序看不到里面的内容", EN: "what is in it cannot be looked into"},
	Message: diag.Text{ZH: "这里面的内容程序看不到，没有检查：%[1]s", EN: "this was not looked into: %[1]s"},
	Hint: diag.Text{
		ZH: "请人打开看一遍，有没有身份证号、手机号、银行卡号；能换格式的，换成 docx、xlsx 或带文字的 PDF 再公开",
		EN: "somebody should open it and look for ID, telephone and card numbers; where another format will do, publish docx, xlsx or a PDF with text",
	},
	Explain: diag.Text{
		ZH: "泄露最多的是附件。doc、xls、wps、加密的文件、rar、扫描件，程序打不开，也就查不出里面的号码。没有查出来，不等于没有。看过以后用 gongkai waive 记下谁看过、看过的结论；文件一改，要重新看。\n\n错误：附件是旧版 Word 的“名单.doc”\n正确：另存为“名单.docx”",
		EN: "Most leaks are in attachments. Old Office formats, files with a password, rar archives and scans cannot be opened, so nothing in them was checked: that nothing was found does not mean that nothing is there. Who has looked says so with gongkai waive; when the file changes, it is looked at again.\n\nWrong: the attachment 名单.doc of an old Word\nRight: saved as 名单.docx",
	},
}

var rulePicture = &diag.Rule{
	Code: "SC002", Severity: diag.Warning,
	Title:   diag.Text{ZH: "图片里的文字没有检查", EN: "what is written in a picture was not checked"},
	Message: diag.Text{ZH: "图片里的文字程序看不到（%[1]d 张）", EN: "what is written in pictures was not checked (%[1]d)"},
	Hint: diag.Text{
		ZH: "请人看一遍图上有没有证件、名单、车牌；名单不要用图片公开，改成文字或表格",
		EN: "somebody should look for ID cards, lists of names and number plates; publish a list as text or as a table",
	},
	Explain: diag.Text{
		ZH: "拍下来的名单、证件和文字名单一样会泄露，而且视力障碍者读不到。正文里的照片只在 gongkai scan 和审核时列出，作为附件下载的图片在 check 和 build 里也会指出。\n\n错误：附件是“低保名单.jpg”\n正确：附件是“低保名单.xlsx”，证件号码已遮挡",
		EN: "A list or a card that was photographed leaks like one that was typed, and who cannot see cannot read it. Photographs in a text are listed by gongkai scan and in the review; a picture that is offered as a file is found by check and build as well.\n\nWrong: the attachment 低保名单.jpg\nRight: 低保名单.xlsx, numbers masked",
	},
}

var ruleMisnamed = &diag.Rule{
	Code: "SC003", Severity: diag.Warning,
	Title:   diag.Text{ZH: "文件扩展名与内容不符", EN: "the name of a file says something else than its content"},
	Message: diag.Text{ZH: "%[1]s", EN: "%[1]s"},
	Hint:    diag.Text{ZH: "按内容改扩展名，或者用办公软件重新保存", EN: "give it the extension of its content, or save it again"},
	Explain: diag.Text{
		ZH: "改名不会改变格式：把 doc 改名为 docx，别人可能打不开，程序也可能看错。检查按内容进行。\n\n错误：把“通知.doc”改名为“通知.docx”\n正确：在 Word 里另存为 docx",
		EN: "A file does not change by being renamed: a doc called docx may not open. It was read by its content.\n\nWrong: 通知.doc renamed to 通知.docx\nRight: saved as docx by Word",
	},
}

var ruleLocated = &diag.Rule{
	Code: "SC004", Severity: diag.Warning,
	Title:   diag.Text{ZH: "图片带有拍摄地点", EN: "a picture tells where it was taken"},
	Message: diag.Text{ZH: "图片里记着拍摄地点的经纬度", EN: "the picture has the coordinates of where it was taken"},
	Hint:    diag.Text{ZH: "放在压缩包或文档里的照片，先去掉拍摄信息（在图片的属性里“删除属性和个人信息”）再放进去", EN: "remove the properties of a photograph before it is put into an archive or a document"},
	Explain: diag.Text{
		ZH: "手机拍的照片记着地点。直接放在网站上的照片，程序会去掉这些信息；放在压缩包、Word 里的，程序不改，照样公开。入户走访的照片会暴露住址。\n\n错误：压缩包里有带经纬度的照片\n正确：去掉属性以后再打包",
		EN: "Telephones write the place into a photograph. Of pictures that the site shows, the program removes it; those in an archive or a document are published as they are. A photograph of a visit tells where somebody lives.\n\nWrong: an archive with photographs that have coordinates\nRight: the properties removed before packing",
	},
}

var ruleRecognised = &diag.Rule{
	Code: "SC005", Severity: diag.Warning,
	Title:   diag.Text{ZH: "图片上好像有个人信息或密级标志", EN: "a picture seems to show personal data or a mark of secrecy"},
	Message: diag.Text{ZH: "图片上好像有%[1]s（%[2]s），请人核对", EN: "the picture seems to show %[1]s (%[2]s); somebody should look"},
	Hint: diag.Text{
		ZH: "打开图片看：有的，删去或者遮住以后换一张；没有的，用 gongkai waive 放行这个文件的 SC002（扫描的 PDF 是 SC001），就不再问",
		EN: "open the picture: if it is there, publish another picture without it; if not, accept SC002 of this file (SC001 of a PDF that was scanned) with gongkai waive, and it is asked about no more",
	},
	Explain: diag.Text{
		ZH: "装有 tesseract 的电脑上，gongkai scan 请它认图片和扫描件里的字，在认出的字里找身份证号、手机号等。认字会认错，所以是警告，要人看过才算数；没有认出来，也不等于没有。认出的字只在内存里看一遍，不保存，不显示。check 和 build 不问 tesseract，结果不因电脑而异。\n\n错误：附件“名单.jpg”上拍着完整的身份证号\n正确：附件是“名单.xlsx”，证件号码已遮挡",
		EN: "Where tesseract is installed, gongkai scan has it read pictures and pages that were scanned, and looks for ID numbers, telephone numbers and the like in what it reads. It errs, so that this is a warning, and a person has the last word; that it reads nothing does not mean that nothing is there. What it reads is looked through in memory, never kept and never shown. check and build do not ask it: they say the same on every machine.\n\nWrong: the attachment 名单.jpg, a photograph of whole ID numbers\nRight: 名单.xlsx, numbers masked",
	},
}

var ruleEmpty = &diag.Rule{
	Code: "SC006", Severity: diag.Warning,
	Title:   diag.Text{ZH: "附件里什么也没有", EN: "an attachment with nothing in it"},
	Message: diag.Text{ZH: "%[1]s", EN: "%[1]s"},
	Hint: diag.Text{
		ZH: "多半是拿错了文件，或者没有存完：打开看看，换成有内容的那一份",
		EN: "it is probably the wrong file, or was not saved to its end: open it, and put in the one that has something in it",
	},
	Explain: diag.Text{
		ZH: "读者下载以后打开，是一张白纸。新建以后没有写、写好了另存在别处、保存时断了电，都会这样。没有文字也没有图片的 docx、xlsx、pptx、ofd、pdf，空的 txt、csv 和压缩包会指出来；0 字节的附件，check 按 AS011、AS015 指出，scan 列在表里。\n\n错误：附件“申请表.docx”是空白文档\n改正：换成写好的申请表",
		EN: "Who downloads it opens a white page. A file that was made and not written, or written and saved elsewhere, or cut off by a power failure is like that. A docx, xlsx, pptx, ofd or pdf without text and pictures is found, and an empty txt, csv or archive; of an attachment of 0 bytes check says AS011 or AS015, and scan lists it.\n\nWrong: the attachment 申请表.docx is a blank document\nMend: the form that was written",
	},
}
