package markdown

import "gongkai/generator/diag"

// The rules about links and images.

var ruleScheme = &diag.Rule{
	Code:     "MD004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "不允许的链接种类", EN: "a kind of link that is not allowed"},
	Message:  diag.Text{ZH: "链接不能以 %[1]s: 开头", EN: "a link must not begin with %[1]s:"},
	Hint: diag.Text{
		ZH: "只能用 http:、https:、mailto:、tel: 或站内文件的路径；文件名里的冒号写成 %%3A",
		EN: "use http:, https:, mailto:, tel: or the path of a file of the site; write a colon in a file name as %%3A",
	},
	Explain: diag.Text{
		ZH: "javascript: 一类的链接会在读者的浏览器里运行代码，所以只接受四种链接和站内路径。\n\n错误：\n  [下载](javascript:open())\n改正：\n  [下载](0003-附件1.pdf)",
		EN: "Links such as javascript: run code in the reader's browser, so four kinds are accepted, and paths inside the site.\n\nWrong:\n  [form](javascript:open())\nRight:\n  [form](0003-form.pdf)",
	},
}

var ruleLocalPath = &diag.Rule{
	Code:     "MD005",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接指向自己电脑上的文件", EN: "a link to a file on one's own computer"},
	Message:  diag.Text{ZH: "链接指向自己电脑上的文件，别人打不开：%[1]s", EN: "this file is on your own computer and nobody else can open it: %[1]s"},
	Hint:     diag.Text{ZH: "把文件复制到本文所在的文件夹，链接写成 %[2]s", EN: "copy the file beside this document and write %[2]s"},
	Explain: diag.Text{
		ZH: "C:\\… 和 file:///… 只在写稿的电脑上有效。\n\n错误：\n  [申请表](C:\\桌面\\申请表.docx)\n改正（先把文件放到本文旁边）：\n  [申请表](申请表.docx)",
		EN: "C:\\… and file:///… work on the author's computer only.\n\nWrong:\n  [form](C:\\Desktop\\form.docx)\nRight, with the file beside the document:\n  [form](form.docx)",
	},
}

var ruleBackslash = &diag.Rule{
	Code:     "MD006",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "路径中用了反斜线", EN: "a backslash in a path"},
	Message:  diag.Text{ZH: "路径中的反斜线 \\ 在网页上无效：%[1]s", EN: "a backslash does not work in a path: %[1]s"},
	Hint:     diag.Text{ZH: "改为 %[2]s", EN: "write %[2]s"},
	Explain: diag.Text{
		ZH: "Windows 用 \\ 分隔文件夹，网页地址用 /。\n\n错误：\n  [附件](..\\附件\\表.xlsx)\n改正：\n  [附件](../附件/表.xlsx)",
		EN: "Windows separates folders by \\, addresses by /.\n\nWrong:\n  [table](..\\files\\table.xlsx)\nRight:\n  [table](../files/table.xlsx)",
	},
}

var ruleOutside = &diag.Rule{
	Code:     "MD007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "路径超出了网站", EN: "a path out of the site"},
	Message:  diag.Text{ZH: "路径超出了 content 文件夹：%[1]s", EN: "the path leaves the folder content: %[1]s"},
	Hint:     diag.Text{ZH: "去掉多余的 ../，或从根写起：/policies/2017/0003.md", EN: "take a ../ away, or write it from the root: /policies/2017/0003.md"},
	Explain: diag.Text{
		ZH: "只有 content 文件夹里的文件会发布。每个 ../ 向上一层，不能超出 content。\n\n错误（在 content/guide/index.md 中）：\n  [办法](../../policies/2017/0003.md)\n改正：\n  [办法](../policies/2017/0003.md)",
		EN: "Only what is in the folder content is published; each ../ goes up one folder and must not go above it.\n\nWrong, in content/guide/index.md:\n  [rules](../../policies/2017/0003.md)\nRight:\n  [rules](../policies/2017/0003.md)",
	},
}

var ruleLinkBroken = &diag.Rule{
	Code:     "MD008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "地址写得不对", EN: "a malformed address"},
	Message:  diag.Text{ZH: "地址写得不对：%[1]q", EN: "malformed address: %[1]q"},
	Hint:     diag.Text{ZH: "改为 %[2]s", EN: "write %[2]s"},
	Explain: diag.Text{
		ZH: "常见的原因：冒号用了全角，少了 https:，或粘贴时带进了看不见的字符。\n\n错误：\n  [国务院](https：//www.gov.cn/)\n  [国务院](//www.gov.cn/)\n改正：\n  [国务院](https://www.gov.cn/)",
		EN: "Common causes: a fullwidth colon, https: left out, or an invisible character that came in by pasting.\n\nWrong:\n  [State Council](https：//www.gov.cn/)\n  [State Council](//www.gov.cn/)\nRight:\n  [State Council](https://www.gov.cn/)",
	},
}

var ruleLinkEncoding = &diag.Rule{
	Code:     "MD009",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "路径中的百分号编码有误", EN: "wrong percent-encoding in a path"},
	Message:  diag.Text{ZH: "路径中的百分号编码有误：%[1]s", EN: "wrong percent-encoding in %[1]s"},
	Hint:     diag.Text{ZH: "直接写文件名，不要编码；文件名里的 %% 写成 %%25", EN: "write the name of the file as it is; write a %% in it as %%25"},
	Explain: diag.Text{
		ZH: "% 后面要有两位十六进制数，解码后要是 UTF-8。从旧系统复制的 GBK 编码（如 %B8%BD%BC%FE）无效。中文文件名可以直接写，程序会编码。\n\n错误：\n  [附件](%B8%BD%BC%FE.pdf)\n改正：\n  [附件](附件.pdf)",
		EN: "Two hexadecimal digits follow a %, and the result must be UTF-8; what old systems encoded in GBK is not. Names can be written as they are.\n\nWrong:\n  [annex](%B8%BD%BC%FE.pdf)\nRight:\n  [annex](附件.pdf)",
	},
}

var ruleLinkNowhere = &diag.Rule{
	Code:     "MD010",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接没有地址", EN: "a link without an address"},
	Message:  diag.Text{ZH: "链接或图片没有写地址", EN: "the link or image has no address"},
	Hint:     diag.Text{ZH: "在圆括号里写上地址：[办法](0003.md)", EN: "write the address between the brackets: [rules](0003.md)"},
	Explain: diag.Text{
		ZH: "没有地址的链接点了没有反应。\n\n错误：\n  [办法]()\n改正：\n  [办法](0003.md)",
		EN: "A link without an address does nothing.\n\nWrong:\n  [rules]()\nRight:\n  [rules](0003.md)",
	},
}

var ruleLinkEmpty = &diag.Rule{
	Code:     "MD011",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "链接没有文字", EN: "a link without text"},
	Message:  diag.Text{ZH: "链接没有文字，页面上只好显示地址", EN: "the link has no text; the page shows its address instead"},
	Hint:     diag.Text{ZH: "在方括号里写上文字：[申请表](申请表.docx)", EN: "write a text between the square brackets: [form](form.docx)"},
	Explain: diag.Text{
		ZH: "读屏软件读的是链接的文字，要能单独看懂，不要写“点击这里”。\n\n错误：\n  [](申请表.docx)\n改正：\n  [申请表](申请表.docx)",
		EN: "A screen reader reads the text of a link, which must make sense by itself.\n\nWrong:\n  [](form.docx)\nRight:\n  [form](form.docx)",
	},
}

var ruleImageAlt = &diag.Rule{
	Code:     "MD012",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "图片没有说明", EN: "an image without alternative text"},
	Message:  diag.Text{ZH: "图片 %[1]s 没有替代文字", EN: "the image %[1]s has no alternative text"},
	Hint:     diag.Text{ZH: "在方括号里写上图中的内容：%[2]s", EN: "say in the square brackets what it shows: %[2]s"},
	Explain: diag.Text{
		ZH: "看不见图片的人靠替代文字了解内容。\n\n错误：\n  ![](map.png)\n改正：\n  ![便民服务大厅的窗口分布图](map.png)",
		EN: "People who cannot see the image are told by this text what it shows.\n\nWrong:\n  ![](map.png)\nRight:\n  ![counters of the service hall](map.png)",
	},
}

var ruleImageExternal = &diag.Rule{
	Code:     "MD013",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "引用了别的网站的图片", EN: "an image on another site"},
	Message:  diag.Text{ZH: "不能直接显示别的网站的图片：%[1]s", EN: "an image of another site cannot be shown: %[1]s"},
	Hint:     diag.Text{ZH: "把图片下载到本文所在的文件夹，写成 ![说明](图片.jpg)", EN: "download the image beside this document and write ![text](image.jpg)"},
	Explain: diag.Text{
		ZH: "别的网站的图片随时会消失或被换掉，离线时看不到，还会让对方知道谁在看这一页。\n\n错误：\n  ![会场](https://example.com/a.jpg)\n改正（先把图片放到本文旁边）：\n  ![会场](a.jpg)",
		EN: "It may vanish or be exchanged at any time, it is missing offline, and it tells the other site who reads this page.\n\nWrong:\n  ![meeting](https://example.com/a.jpg)\nRight, with the image beside the document:\n  ![meeting](a.jpg)",
	},
}

var ruleLinkBlank = &diag.Rule{
	Code:     "MD025",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "地址里有空格", EN: "a blank in an address"},
	Message:  diag.Text{ZH: "地址里有空格，链接没有起作用：%[1]s", EN: "a blank keeps this from being a link: %[1]s"},
	Hint:     diag.Text{ZH: "改为 %[2]s，或去掉文件名里的空格", EN: "write %[2]s, or take the blank out of the file's name"},
	Explain: diag.Text{
		ZH: "链接的地址到第一个空格为止，后面只能是引号里的说明。\n\n错误：\n  [附件](附件 1.pdf)\n改正：\n  [附件](<附件 1.pdf>)",
		EN: "The address of a link ends at the first blank, and only a title in quotation marks may follow.\n\nWrong:\n  [annex](annex 1.pdf)\nRight:\n  [annex](<annex 1.pdf>)",
	},
}

var ruleRemark = &diag.Rule{
	Code:     "MD042",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "方括号后面的圆括号里不是地址", EN: "brackets that are no link"},
	Message:  diag.Text{ZH: "“[文字](地址)”是链接的写法，而 %[1]s 不是地址", EN: "[text](address) makes a link, and %[1]s is no address"},
	Hint:     diag.Text{ZH: "要照原样显示，写成 %[2]s；要做链接，写上文件的全名，如 申请表.pdf", EN: "to show the brackets, write %[2]s; for a link, write the whole name of the file, as in form.pdf"},
	Explain: diag.Text{
		ZH: "半角的方括号后面紧接半角的圆括号，就是链接。圆括号里既没有扩展名也没有斜线的，不会是文件或网页。\n\n错误：\n  [某某镇](下称本镇)\n改正：\n  某某镇（下称本镇）",
		EN: "Square brackets right before round ones are a link. What has neither an extension nor a slash in it is no file and no page.\n\nWrong:\n  [某某镇](下称本镇)\nRight:\n  某某镇（下称本镇）",
	},
}

var ruleImageFile = &diag.Rule{
	Code:     "MD026",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "不是图片文件", EN: "not an image file"},
	Message:  diag.Text{ZH: "%[1]q 不是网页能显示的图片", EN: "%[1]q is not an image that a web page can show"},
	Hint:     diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "感叹号开头的写法是把图片显示在文章里，浏览器显示不了 bmp、tif、docx 等文件。\n\n错误：\n  ![流程图](流程图.docx)\n改正：\n  [流程图](流程图.docx)\n  ![流程图](流程图.png)",
		EN: "With the exclamation mark, the file is shown as an image within the text, and browsers do not show bmp, tif, docx and the like.\n\nWrong:\n  ![chart](chart.docx)\nRight:\n  [chart](chart.docx)\n  ![chart](chart.png)",
	},
}

var ruleLinkForm = &diag.Rule{
	Code:     "MD035",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接的括号写得不对", EN: "the brackets of a link"},
	Message:  diag.Text{ZH: "链接没有起作用，会原样显示：%[1]s", EN: "this is no link and is shown as it stands: %[1]s"},
	Hint:     diag.Text{ZH: "改为 %[2]s", EN: "write %[2]s"},
	Explain: diag.Text{
		ZH: "链接写成 [文字](地址)：方括号和圆括号用半角，中间没有空格。图片在前面加半角的感叹号。\n\n错误：\n  [申请表]（0001-申请表.pdf）\n  [申请表] (0001-申请表.pdf)\n改正：\n  [申请表](0001-申请表.pdf)",
		EN: "A link is [text](address): both pairs of brackets are those of ASCII, with nothing between them. An image has an exclamation mark of ASCII before it.\n\nWrong:\n  [form]（0001-form.pdf）\n  [form] (0001-form.pdf)\nRight:\n  [form](0001-form.pdf)",
	},
}
