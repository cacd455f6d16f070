package asset

import "gongkai/generator/diag"

// Rules returns the rules of this package, in order of their codes.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		malformed, notUTF8, unsafeSVG, damagedImage, hugeImage, hugeScript, located, notReduced,
		refusedKind, unknownKind, disguised, contradiction, emptyFile, largeFile, noPicture,
	}
}

var malformed = &diag.Rule{
	Code:     "AS001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件语法有误", EN: "malformed file"},
	Message:  diag.Text{ZH: "%[1]s 文件语法有误：%[2]s", EN: "malformed %[1]s: %[2]s"},
	Hint: diag.Text{
		ZH: "改正标出的位置；多半是少了或多了一个括号、引号或标签",
		EN: "mend the marked place; usually a bracket, a quote or a tag is missing or left over",
	},
	Explain: diag.Text{
		ZH: "样式表、脚本、SVG、JSON、XML 发布前要压缩，语法有误的文件压缩后含义会变，浏览器也会悄悄丢掉一部分。\n\n错误：\n  h1 { color: #a00;\n改正：\n  h1 { color: #a00; }",
		EN: "Style sheets, scripts, SVG, JSON and XML are minified before they are published. A malformed file would change its meaning, and browsers drop parts of it without a word.\n\nWrong:\n  h1 { color: #a00;\nRight:\n  h1 { color: #a00; }",
	},
}

var notUTF8 = &diag.Rule{
	Code:     "AS002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件编码不是 UTF-8", EN: "file is not UTF-8"},
	Message:  diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本，中文会显示为乱码", EN: "the file is %[1]s, not UTF-8 text; Chinese would be garbled"},
	Hint: diag.Text{
		ZH: "用记事本打开，“另存为”时编码选 UTF-8",
		EN: "open it in an editor and save it as UTF-8",
	},
	Explain: diag.Text{
		ZH: "网页一律使用 UTF-8。Windows 上的旧编辑器常把文件存为 GBK（ANSI）。\n\n改正：在记事本中“另存为”，编码选 UTF-8，覆盖原文件。",
		EN: "All pages use UTF-8. Old editors on Windows often save files as GBK (ANSI).\n\nMend: save the file again with the encoding UTF-8.",
	},
}

var unsafeSVG = &diag.Rule{
	Code:     "AS003",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "SVG 含有脚本或外部引用", EN: "SVG with a script or an external reference"},
	Message:  diag.Text{ZH: "SVG 图片不能含有%[1]s", EN: "an SVG picture must not have %[1]s"},
	Hint: diag.Text{
		ZH: "%[2]s；或者导出为 PNG",
		EN: "%[2]s; or export it as PNG",
	},
	Explain: diag.Text{
		ZH: "SVG 是文本格式，可以夹带脚本，也可以让读者的浏览器连接别的网站。公开网站上的图片只能是图片。制图软件自己的数据（图层名、文件位置、作者等）不用删，发布时会自动去掉。\n\n错误：\n  <svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"…\">\n  <image href=\"https://example.com/a.png\"/>\n改正：删去脚本和 on 开头的属性；引用只能是 #名称 或嵌入的 data:image。",
		EN: "SVG is text: it can carry scripts, and it can make the reader's browser call another site. A picture on a disclosure site is a picture and nothing else. What drawing programs keep for themselves (names of layers, folders, authors) may stay: it is left out when the picture is published.\n\nWrong:\n  <svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"…\">\n  <image href=\"https://example.com/a.png\"/>\nRight: no scripts, no attributes that begin with on; references are #name or an embedded data:image.",
	},
}

var damagedImage = &diag.Rule{
	Code:     "AS004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "图片已损坏", EN: "damaged picture"},
	Message:  diag.Text{ZH: "图片已损坏，无法清除其中的拍摄信息：%[1]s", EN: "the picture is damaged, its metadata cannot be removed: %[1]s"},
	Hint: diag.Text{
		ZH: "重新复制原图，或用“画图”打开后另存一份",
		EN: "copy the original again, or open it in a paint program and save it anew",
	},
	Explain: diag.Text{
		ZH: "照片里常藏有拍摄地点、手机型号和缩略图，发布前必须清除。文件不完整或不合格式时无法确定清除干净，因此不予发布。\n\n改正：从相机或发件人处重新取得原图；或用“画图”打开，另存为 JPEG 或 PNG。",
		EN: "Photographs hide where they were taken, with which phone, and a thumbnail; all of that is removed before they are published. With a file that is cut short or malformed nobody can be sure that it is, so it is not published.\n\nMend: get the original again, or open it in a paint program and save it as JPEG or PNG.",
	},
}

var hugeScript = &diag.Rule{
	Code:     "AS013",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "样式表或脚本过大", EN: "style sheet or script too large"},
	Message:  diag.Text{ZH: "文件超过 %[1]s，没有读取", EN: "the file has more than %[1]s and was not read"},
	Hint: diag.Text{
		ZH: "看看这个文件是不是放错了，或者被别的程序写坏了；网页用的样式表和脚本只有几十 KB",
		EN: "see whether it is the wrong file, or was damaged by another program; what pages use has some dozen KB",
	},
	Explain: diag.Text{
		ZH: "static/ 里的 css、js 等文件要读入内存压缩。上限之内的，手机打开也已经很慢。\n\n错误：static/site.css 有 2 GB\n正确：static/site.css 有 30 KB",
		EN: "Style sheets and scripts in static/ are held in memory to be minified. One near the limit is slow on every phone already.\n\nWrong: static/site.css of 2 GB\nRight: static/site.css of 30 KB",
	},
}

var hugeImage = &diag.Rule{
	Code:     "AS005",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "图片过大", EN: "picture too large"},
	Message:  diag.Text{ZH: "图片有 %[1]s，超过 %[2]s 的上限", EN: "the picture has %[1]s, more than the limit of %[2]s"},
	Hint: diag.Text{
		ZH: "用“画图”缩小到宽 2000 像素以内再发布",
		EN: "scale it down to at most 2000 pixels in width",
	},
	Explain: diag.Text{
		ZH: "图片要整个读入内存才能清除拍摄信息；这么大的图片手机也打不开。\n\n改正：缩小图片；确需提供原图时，打包为 zip 作为附件。",
		EN: "A picture is held in memory while its metadata is removed, and one of this size opens on no phone.\n\nMend: scale it down; where the original is needed, attach it in a zip file.",
	},
}

var located = &diag.Rule{
	Code:     "AS006",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "照片含有拍摄地点", EN: "photograph with its location"},
	Message:  diag.Text{ZH: "照片含有拍摄地点，发布时已清除", EN: "the photograph tells where it was taken; that is removed on publication"},
	Hint: diag.Text{
		ZH: "原文件没有改动，仍含有地点；交给他人之前先清除",
		EN: "the original file still has it; remove it before you hand it to others",
	},
	Explain: diag.Text{
		ZH: "手机默认在照片里记录经纬度。发布的图片已不含地点，但原文件没有改动。\n\n改正（可选）：在手机相机设置里关闭“地理位置”；或在 Windows 文件属性的“详细信息”里删除属性和个人信息。",
		EN: "Phones record where a photograph was taken. The published picture does not have it any more; the original file is not changed.\n\nMend (optional): switch the location off in the camera, or remove the personal information in the file's properties.",
	},
}

var notReduced = &diag.Rule{
	Code:     "AS014",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "图片没有缩小", EN: "picture not reduced"},
	Message:  diag.Text{ZH: "图片有 %[1]s 像素，没有缩小，网页上显示原图：%[2]s", EN: "the picture of %[1]s pixels is not reduced, and the page shows the original: %[2]s"},
	Hint: diag.Text{
		ZH: "用“画图”打开，把长边改到 %[3]d 像素，另存为 JPEG；要提供原图的，另作附件",
		EN: "open it in a paint program, make its longer side %[3]d pixels and save it as JPEG; offer the original as an attachment if it is needed",
	},
	Explain: diag.Text{
		ZH: "大照片在网页上显示缩小的一份，点开是原图。印刷用的 CMYK 图片换算后颜色会变，几亿像素的图片打开要占用几 GB 内存，这样的图片照原样显示，手机打开会很慢。\n\n错误：用 60000×60000 像素的扫描图\n正确：用 1600×1600 像素的 JPEG",
		EN: "Of a large photograph a page shows a reduced copy, which leads to the original. CMYK, made for a press, would change its colours, and to open hundreds of megapixels takes gigabytes of memory: such a picture is shown as it is, which is slow on a phone.\n\nWrong: a scan of 60000×60000 pixels\nRight: a JPEG of 1600×1600 pixels",
	},
}

var refusedKind = &diag.Rule{
	Code:     "AS007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "不能发布的文件类型", EN: "kind of file that is never published"},
	Message:  diag.Text{ZH: "不能发布 .%[1]s 文件：%[2]s", EN: ".%[1]s files are not published: %[2]s"},
	Hint: diag.Text{
		ZH: "改为发布 PDF，或另存为不带宏的 docx、xlsx、pptx",
		EN: "publish a PDF instead, or save it as docx, xlsx or pptx without macros",
	},
	Explain: diag.Text{
		ZH: "程序、脚本、网页和带宏的文档会在读者的电脑上运行，被人替换后就是病毒。政府网站只提供文档、表格、图片、音视频和压缩包。\n\n错误：attachments: [{file: 申请表.xlsm, title: 申请表}]\n改正：另存为 xlsx 后 attachments: [{file: 申请表.xlsx, title: 申请表}]",
		EN: "Programs, scripts, web pages and documents with macros run on the reader's machine. A disclosure site offers documents, tables, pictures, sound, video and archives.\n\nWrong: attachments: [{file: form.xlsm, title: Form}]\nRight: attachments: [{file: form.xlsx, title: Form}]",
	},
}

var unknownKind = &diag.Rule{
	Code:     "AS008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "不认识的附件类型", EN: "unknown kind of attachment"},
	Message:  diag.Text{ZH: "附件类型%[1]s不在允许之列", EN: "attachments of the kind %[1]s are not accepted"},
	Hint: diag.Text{
		ZH: "导出为 PDF，或打包为 zip；允许的类型：%[2]s",
		EN: "export it as PDF or pack it as zip; accepted: %[2]s",
	},
	Explain: diag.Text{
		ZH: "只发布群众的电脑和手机能打开的常见类型。\n\n错误：附件 图纸.dwg\n改正：导出为 图纸.pdf，或打包为 图纸.zip。苹果手机的 .heic 照片请转为 .jpg。",
		EN: "Only kinds of files are published that people can open everywhere.\n\nWrong: plan.dwg\nRight: export plan.pdf, or pack it as plan.zip. Convert .heic photographs to .jpg.",
	},
}

var disguised = &diag.Rule{
	Code:     "AS009",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "伪装的程序或网页", EN: "program or web page in disguise"},
	Message:  diag.Text{ZH: "文件名是 .%[1]s，内容却是%[2]s", EN: "the name says .%[1]s, but the file is %[2]s"},
	Hint: diag.Text{
		ZH: "%[3]s",
		EN: "%[3]s",
	},
	Explain: diag.Text{
		ZH: "改了扩展名的程序是常见的病毒；改了扩展名的网页常见于业务系统的“导出 Excel”，其实是网页，在不少电脑上打不开。\n\n改正：来源不明的不要发布；系统导出的表格用 Excel 打开后另存为 xlsx。",
		EN: "A program under another name is malware as a rule; a web page under another name is what some systems produce as \"Excel export\".\n\nMend: do not publish what you cannot account for; open an exported table in Excel and save it as xlsx.",
	},
}

var contradiction = &diag.Rule{
	Code:     "AS010",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "扩展名与内容不符", EN: "name and content disagree"},
	Message:  diag.Text{ZH: "扩展名是 .%[1]s，内容却是%[2]s", EN: "the name says .%[1]s, but the content is %[2]s"},
	Hint: diag.Text{
		ZH: "改正扩展名，或用原软件打开后重新保存",
		EN: "mend the extension, or open the file in its program and save it again",
	},
	Explain: diag.Text{
		ZH: "扩展名写错的文件，读者双击打不开。\n\n错误：把 报告.docx 直接改名为 报告.doc 或 报告.pdf\n改正：在软件里“另存为”所需的格式。",
		EN: "A file under the wrong extension does not open.\n\nWrong: renaming report.docx to report.pdf\nRight: save it as the kind you need from its own program.",
	},
}

var emptyFile = &diag.Rule{
	Code:     "AS011",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "空的或者不完整的文件", EN: "a file that is empty, or cut"},
	Message:  diag.Text{ZH: "%[1]s", EN: "%[1]s"},
	Hint: diag.Text{
		ZH: "多半是复制或下载没有完成：从原来的地方重新复制一份，先自己打开看看",
		EN: "copying or downloading was probably not finished; copy it again from where it came, and open it to see",
	},
	Explain: diag.Text{
		ZH: "空文件和只有一半的文件打不开，读者会以为网站出错；里面有没有不该公开的内容，也没法检查。docx、xlsx、pptx、ofd、zip 的目录在文件最后，PDF 有结束的标记，这些不在了，文件一定不完整。\n\n错误：附件“名单.docx”只下载了一半\n改正：重新取得文件。",
		EN: "An empty file, or half of one, does not open, and readers take it for an error of the site; nor can anybody check what is in it. A docx, xlsx, pptx, ofd or zip has its directory at its end, and a PDF says that it ends: where these are missing, so is a part of the file.\n\nWrong: the attachment 名单.docx, of which half was downloaded\nMend: get the file again.",
	},
}

var largeFile = &diag.Rule{
	Code:     "AS012",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "附件过大", EN: "large attachment"},
	Message:  diag.Text{ZH: "附件有 %[1]s，手机上很难下载", EN: "the attachment has %[1]s, too much for a phone"},
	Hint: diag.Text{
		ZH: "控制在 %[2]s 以内：压缩扫描件的分辨率，或拆成几个文件",
		EN: "keep it below %[2]s: scan at a lower resolution, or split it",
	},
	Explain: diag.Text{
		ZH: "扫描件常因分辨率过高而有几百兆。文字材料 200 dpi 黑白扫描，每页不过 50 KB。\n\n改正：重新扫描，或直接从文字处理软件导出 PDF（也更便于检索和读屏）。",
		EN: "Scans easily reach hundreds of megabytes. Text scanned at 200 dpi in black and white takes 50 KB a page.\n\nMend: scan again, or export a PDF from the word processor, which can also be searched and read aloud.",
	},
}

var noPicture = &diag.Rule{
	Code:     "AS015",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "网页上显示不出来的图片", EN: "a picture that is not shown"},
	Message:  diag.Text{ZH: "这张图片在网页上显示不出来：%[1]s", EN: "this picture is not shown on a page: %[1]s"},
	Hint:     diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "浏览器按内容认图片，不按扩展名：改了名的 HEIC 照片、空文件和别的文件，网页上是一个破图的记号。苹果手机默认拍的是 HEIC。\n\n错误：把 IMG_0001.HEIC 改名为 0003-照片.jpg\n改正：用“画图”打开 IMG_0001.HEIC，另存为 0003-照片.jpg",
		EN: "Browsers know a picture by its content: a HEIC that was given another name, an empty file and what is no picture are a broken one on the page. HEIC is what iPhones take unless told otherwise.\n\nWrong: naming IMG_0001.HEIC 0003-照片.jpg\nMend: open IMG_0001.HEIC in a viewer and save it as 0003-照片.jpg",
	},
}
