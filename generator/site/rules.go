package site

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/site/content"
	"gongkai/generator/site/links"
	"gongkai/generator/site/screening"
)

// Rules lists what this package and those that only it uses can find wrong.
func Rules() []*diag.Rule {
	return slices.Concat([]*diag.Rule{
		&noConfig, &fileCollision, &verifyDiffers, &emptySection, &loweredError,
		&noContent, &tooMuchLost, &madeAnew, &foreignRemoved, &noFolder, &copyCollision, &packedCollision, &copiesDropped, &releaseOutdated, &addressesGone, &tellingName,
	}, links.Rules(), content.Rules(), screening.Rules())
}

var noConfig = diag.Rule{
	Code:     "BD001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "没有 config.toml", EN: "no config.toml"},
	Message:  diag.Text{ZH: "这个文件夹里没有 config.toml，不是一个站点", EN: "there is no config.toml: this folder is not a site"},
	Hint:     diag.Text{ZH: "进入站点所在的文件夹，或用 --source 指定它；新建站点用 gongkai init 文件夹名", EN: "go to the site's folder or name it with --source; a new site is made by gongkai init DIR"},
	Explain: diag.Text{
		ZH: "站点的根文件夹里必须有 config.toml，它说明机关名称、栏目和页脚。\n\n错误：在 content/ 里运行 gongkai build\n正确：在 config.toml 所在的文件夹里运行",
		EN: "The root of a site holds config.toml, which names the office, the categories and the footer.\n\nWrong: running gongkai build inside content/\nRight: running it where config.toml is",
	},
}

var fileCollision = diag.Rule{
	Code:     "BD008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件的网址已被占用", EN: "file at an address that is taken"},
	Message:  diag.Text{ZH: "网址 /%[1]s 已由 %[2]s 占用", EN: "the address /%[1]s is taken by %[2]s"},
	Hint:     diag.Text{ZH: "给这个文件改名", EN: "rename the file"},
	Explain: diag.Text{
		ZH: "static/ 里的文件，或文档旁边的附件，网址不能与生成的页面、另一个文件或者网站的文件夹相同。\n\n错误：static/index.html\n正确：static/old/index.html，或删去",
		EN: "A file in static/ or beside a document must not have the address of a generated page, of another file, or of a folder of the site.\n\nWrong: static/index.html\nRight: static/old/index.html, or none",
	},
}

var verifyDiffers = diag.Rule{
	Code:     "BD009",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "重新生成的结果与上次不同", EN: "made anew, an output differs"},
	Message:  diag.Text{ZH: "%[1]s 所依据的内容没有变化，重新生成的结果却与上次不同；已经换成新的", EN: "%[1]s came out differently, although nothing that it is made from has changed; it was replaced"},
	Hint:     diag.Text{ZH: "网站已经是最新的，不需要做什么；请把这条提示告诉维护本程序的人，这是程序的错误", EN: "the site is up to date and nothing needs to be done; please tell whoever maintains this program, for the fault is in it"},
	Explain: diag.Text{
		ZH: "build --verify 读一遍已发布的每个文件，与记录比较，再把每个网页重新生成一遍。依据的内容没有变而结果不同，说明程序漏记了某个依据。\n\n例如：网页上显示了一个数，而程序不知道它会变",
		EN: "build --verify reads every published file, compares it with the record, and makes every output anew. Where nothing that an output is made from has changed and the result differs, the program has missed something that it depends on.\n\nFor example: a page shows a number of which the program does not know that it changes",
	},
}

var emptySection = diag.Rule{
	Code:     "BD010",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "空白栏目", EN: "empty category"},
	Message:  diag.Text{ZH: "栏目 %[1]s（%[2]s）里没有已公开的文档", EN: "the category %[1]s (%[2]s) has no public document"},
	Hint:     diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "空白栏目是网站检查的扣分项，达到 5 个即单项否决（国办秘函〔2019〕19号）。\n\n例如：config.toml 里新增了栏目，content/ 里还没有对应的文件夹",
		EN: "Empty categories cost points in inspections; five of them fail the site (Guobanmihan 〔2019〕 No. 19).\n\nFor example: a category was added to config.toml and has no folder in content/ yet",
	},
}

var loweredError = diag.Rule{
	Code:     "BD011",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "错误不能降级", EN: "errors cannot be lowered"},
	Message:  diag.Text{ZH: "%[1]s 是错误，config.toml 不能把它降为警告或关闭", EN: "%[1]s is an error; config.toml cannot lower it or turn it off"},
	Hint:     diag.Text{ZH: "删去这个 [[rule]]，并改正 %[1]s 指出的问题", EN: "remove that [[rule]] and mend what %[1]s reports"},
	Explain: diag.Text{
		ZH: "[[rule]] 可以把警告升为错误、降为说明或关闭；错误表示网页会出错或数据不成立，任何站点都不能放行。\n\n错误：code = \"BD002\"，level = \"off\"\n正确：code = \"BD007\"，level = \"off\"",
		EN: "[[rule]] can raise a warning to an error, lower it to a note, or turn it off. An error means a broken page or impossible figures, and stops the build on every site.\n\nWrong: code = \"BD002\", level = \"off\"\nRight: code = \"BD007\", level = \"off\"",
	},
}

var noContent = diag.Rule{
	Code:     "BD012",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "没有 content 文件夹", EN: "no content folder"},
	Message:  diag.Text{ZH: "%[1]s；已发布的网站没有改动", EN: "%[1]s; the published site was left as it was"},
	Hint: diag.Text{
		ZH: "看看共享盘是否连上、--source 是否写对；确实还没有文档的新站点，先建一个 content 文件夹",
		EN: "see that the share is mounted and --source is right; for a new site without documents, make a folder content",
	},
	Explain: diag.Text{
		ZH: "文档都放在 content 文件夹里。找不到它，多半是共享盘没有连上、--source 写错，或者从版本库取文件时中断了；照这样生成，网站上的文档会全部消失。\n\n错误：content 是一个文件，或者不存在\n正确：content/policies/2017/0003.md",
		EN: "All documents are in the folder content. Where it is missing, most often a share is not mounted, --source is wrong, or a checkout was interrupted; a build would take every document off the site.\n\nWrong: content is a file, or is not there\nRight: content/policies/2017/0003.md",
	},
}

var noFolder = diag.Rule{
	Code:     "BD018",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "layouts 或 static 是一个文件", EN: "layouts or static is a file"},
	Message:  diag.Text{ZH: "%[1]s 是一个文件，不是文件夹，里面的内容都用不上", EN: "%[1]s is a file, not a folder: nothing of what should be in it is used"},
	Hint: diag.Text{
		ZH: "把真正的 %[1]s 文件夹复制到这里；不需要自己的 %[1]s，就删去这个文件",
		EN: "copy the real folder %[1]s to its place, or delete the file if the site needs none of its own",
	},
	Explain: diag.Text{
		ZH: "git 在 Windows 上把符号链接取成一个小文件，里面只有一行路径。照这样生成，网站会悄悄换回自带的模板和样式。\n\n错误：layouts 是一个文件，内容是 ../shared/layouts\n正确：layouts/document.html",
		EN: "On Windows git leaves a small file with a path in it where there was a symbolic link. A build would silently go back to the built-in layouts and styles.\n\nWrong: layouts is a file that says ../shared/layouts\nRight: layouts/document.html",
	},
}

var tooMuchLost = diag.Rule{
	Code:     "BD013",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "网站上的网页会少一大半", EN: "most pages would be taken off the site"},
	Message: diag.Text{
		ZH: "已发布的 %[2]d 个文档网页中，有 %[1]d 个会从网站上消失，例如 %[3]s；没有发布",
		EN: "%[1]d of the %[2]d published pages of documents would be taken off the site, such as %[3]s; nothing was published",
	},
	Hint: diag.Text{
		ZH: "先看 content/ 是否完整，--source 和 --as-of 是否写对；确实要去掉它们，在命令后面加上 --allow-loss 再运行一次：gongkai build --allow-loss",
		EN: "see that content/ is complete and --source and --as-of are right; if it is meant, run the command again with --allow-loss: gongkai build --allow-loss",
	},
	Explain: diag.Text{
		ZH: "一次生成要去掉一半以上已发布的网页，通常不是有意的：共享盘只连上一部分，文件夹被移走或改了名，批量加上了 draft: true，--as-of 写成了很早的日期。程序停下来，原来的网站不动。确实要这样做时用 --allow-loss。网页不到 10 个的网站不检查。\n\n例如：--as-of 2008-01-01（想写的是 2018-01-01）",
		EN: "A build that takes more than half of the published pages away is rarely meant: part of a share is not mounted, a folder was moved or renamed, draft: true was added to many files, --as-of is years too early. The program stops and leaves the site as it was; --allow-loss says that it is meant. Sites of fewer than 10 pages are not checked.\n\nFor example: --as-of 2008-01-01 where 2018-01-01 was meant",
	},
}

var madeAnew = diag.Rule{
	Code:     "BD014",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "已发布的文件被动过，已经恢复", EN: "published files had been changed and were made anew"},
	Message:  diag.Text{ZH: "网站文件夹里有 %[1]d 个文件被改动、删除或者换掉了，已经重新生成：%[2]s", EN: "%[1]d files in the published folder had been changed, removed or replaced, and were made anew: %[2]s"},
	Hint: diag.Text{
		ZH: "网站已经恢复，不需要做什么；要改网站上的内容，请改 content/、layouts/、static/ 里的文件",
		EN: "the site is as it should be and nothing needs to be done; to change what it says, edit the files in content/, layouts/ and static/",
	},
	Explain: diag.Text{
		ZH: "网站文件夹（public）里的文件都由程序生成，生成网站时会核对每个文件的大小、修改时间和权限。不是程序改的，一律恢复成应有的样子；权限变了的文件夹也是。只改了内容、大小不变、修改时间又改回原样的，平时看不出来，build --verify 会逐字节核对。\n\n错误：在服务器上直接编辑 public/index.html\n正确：改 content/ 里的文档，再运行 gongkai build",
		EN: "All files in the published folder (public) are made by the program, and a build looks at the size, the time of modification and the rights of each. What somebody else has changed is made what it should be; so are folders whose rights have changed. An edit that keeps the size and puts the time back is not seen that way: build --verify compares every byte.\n\nWrong: editing public/index.html on the server\nRight: editing the document in content/ and running gongkai build",
	},
}

var foreignRemoved = diag.Rule{
	Code:     "BD015",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "网站文件夹里有外来的文件，已经删去", EN: "foreign files in the published folder were removed"},
	Message:  diag.Text{ZH: "网站文件夹里有 %[1]d 个不是本程序生成的文件或文件夹，已经删去：%[2]s", EN: "%[1]d files or folders in the published folder were not made by this program and were removed: %[2]s"},
	Hint: diag.Text{
		ZH: "要放到网站上的文件，放进 static/，或者放在文档旁边并在文档里引用；来历不明的文件，请查一查服务器是否被人动过",
		EN: "a file that is to be on the site goes into static/, or beside a document that refers to it; if nobody knows where these came from, find out who can write to the server",
	},
	Explain: diag.Text{
		ZH: "网站文件夹（public）整个由程序生成，里面不能手工放文件：下一次生成时会删去。\n\n错误：把 通知.pdf 复制到 public/\n正确：把 通知.pdf 放在文档旁边，写进文档的 attachments；或者放进 static/",
		EN: "The published folder (public) is made by the program as a whole. Files put into it by hand are removed by the next build.\n\nWrong: copying notice.pdf into public/\nRight: putting notice.pdf beside a document that names it in attachments, or into static/",
	},
}

var releaseOutdated = diag.Rule{
	Code:     "BD032",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "网站有变化，上次发布的完整性清单已经过时", EN: "the site has changed, and the list of the last release is out of date"},
	Message:  diag.Text{ZH: "网站或者清单本身和上次 gongkai release 时不同了，完整性清单、签名和发布日志（%[1]d 个文件）已经从网站文件夹移去", EN: "the site, or the list itself, is not what it was at the last gongkai release: the list of sums, its signature and the log (%[1]d files) were taken out of the published folder"},
	Hint:     diag.Text{ZH: "上传以前运行 gongkai release，它们就和现在的网站一致；发布日志接着 records/log/ 里的写", EN: "run gongkai release before the upload, and they fit the site again; the log goes on with what is in records/log/"},
	Explain: diag.Text{
		ZH: "完整性清单列出网站每个文件的校验值。网站变了而清单不变，核对的人会以为网站被人改过，所以 build 把过时的清单移去；没有变化的，原样保留。\n\n错误：改了文档，运行 gongkai build，就上传\n正确：改了文档，运行 gongkai release，再上传",
		EN: "The list has the sum of each file of the site. If the site changed and the list did not, whoever compares them would think that somebody has tampered with the site; so a build takes a list away that is out of date, and keeps one that is not.\n\nWrong: editing a document, running gongkai build, and uploading\nRight: editing a document, running gongkai release, and uploading",
	},
}

var copyCollision = diag.Rule{
	Code:     "BD019",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "缩小的图片没有网址可用", EN: "no address for the reduced copy of a picture"},
	Message:  diag.Text{ZH: "这张图片缩小的一份要用网址 /%[1]s，已由 %[2]s 占用", EN: "the reduced copy of this picture takes the address /%[1]s, which is taken by %[2]s"},
	Hint:     diag.Text{ZH: "给这张图片或者那个文件改名，正文里也改过来", EN: "rename this picture or that file, in the text as well"},
	Explain: diag.Text{
		ZH: "大图 photo.jpg 在网页上显示缩小的一份，网址是 photo.1600.jpg。自己起这样的文件名，两个文件就成了一个网址。\n\n错误：photo.jpg 旁边有自己缩小的 photo.1600.jpg\n正确：只放 photo.jpg，或者把小的那张叫 photo-small.jpg",
		EN: "Of a large photo.jpg a page shows a reduced copy at photo.1600.jpg. A file of that name would have the same address.\n\nWrong: photo.jpg beside a photo.1600.jpg of your own\nRight: photo.jpg alone, or a small one named photo-small.jpg",
	},
}

var packedCollision = diag.Rule{
	Code:     "BD033",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件占了网页压缩副本的名字", EN: "a file has the name of a page's precompressed copy"},
	Message:  diag.Text{ZH: "服务器会把这个文件当作 /%[1]s 发给读者", EN: "a server sends this file to readers in place of /%[1]s"},
	Hint:     diag.Text{ZH: "给它改名，例如在名字前面加一个字；网页的压缩副本由程序生成（gongkai build --precompress）", EN: "rename it, by a word before its name for example; copies of pages are made by the program (gongkai build --precompress)"},
	Explain: diag.Text{
		ZH: "服务器发预压缩的文件时，index.html.gz 和 index.html.br 就是 index.html。自己放一个这样的文件，读者看到的就是它，而不是网页。\n\n错误：static/index.html.gz\n正确：static/备份-index.html.gz，或者不放",
		EN: "To a server that sends precompressed files, index.html.gz and index.html.br are index.html. Readers are shown a file of that name, and not the page.\n\nWrong: static/index.html.gz\nRight: static/old-index.html.gz, or none",
	},
}

var copiesDropped = diag.Rule{
	Code:     "BD020",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "预压缩的文件已经删去", EN: "precompressed copies were removed"},
	Message:  diag.Text{ZH: "上一次生成了 %[1]d 个预压缩的文件（.gz、.br），这一次没有要求，已经删去", EN: "the last build made %[1]d precompressed copies (.gz, .br); this one was not asked for any, and removed them"},
	Hint: diag.Text{
		ZH: "网站照常可用；要一直有，在 config.toml 里写 [hosting] 和下一行 precompress = true，或者每次运行 gongkai build --precompress",
		EN: "the site works as it is; to have them always, write [hosting] and below it precompress = true in config.toml, or run gongkai build --precompress each time",
	},
	Explain: diag.Text{
		ZH: "预压缩的文件由服务器直接发给读者，不必每次现压。旧的留在旁边，服务器会发出过时的内容，所以没有要求时一律删去。技术员用 --precompress 生成过，别人再用 gongkai build 生成，就会这样。\n\n错误：只有技术员的那一次写了 --precompress\n正确：config.toml 里写 [hosting] precompress = true，谁生成都一样",
		EN: "A server sends precompressed copies as they are, and packs nothing itself. Old ones left beside new pages would be sent in their place, so they go where nobody asks for them. That happens where the technician has built with --precompress and somebody else builds without.\n\nWrong: --precompress in one call of the technician's\nRight: [hosting] precompress = true in config.toml, whoever builds",
	},
}

var addressesGone = diag.Rule{
	Code:     "BD034",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "上一次有的网址，这一次没有了", EN: "addresses of the last build that answer no more"},
	Message:  diag.Text{ZH: "上一次生成时有、现在没有网页的网址 %[1]d 个：%[2]s", EN: "%[1]d addresses had a page after the last build and have none now: %[2]s"},
	Hint: diag.Text{
		ZH: "对外公开过的：要撤下，恢复文件，用 gongkai withdraw 撤下，原来的网址留一页说明；搬了地方、改了名，把旧网址写进新文档的 aliases；误删的，恢复。没有上传过的，不用管",
		EN: "of what was online: to take it down, restore the file and use gongkai withdraw, which leaves a notice at its address; of what has moved or was renamed, write the old address into aliases; restore what was deleted by mistake. What was never online needs nothing",
	},
	Explain: diag.Text{
		ZH: "公开过的网址，别的网页、搜索引擎和读者的收藏里都有，不应当打不开。删了文件、改成草稿、改了文件名或者日期，网址就没有了。没有 records/published.tsv 时，程序只知道这台电脑上一次生成了什么，所以只提醒一次；用 gongkai build --record 或者 gongkai release 登记的，公开过的网址没有了是错误（RC020），网站保持原样。\n\n错误：删去 content/notices/2017/0003.md\n正确：gongkai withdraw content/notices/2017/0003.md --reason 公示期满",
		EN: "Other pages, search engines and readers have kept the addresses of what was public, and these should go on to answer. They end where a file is deleted, renamed, made a draft or given another day. Without records/published.tsv only the last build on this machine is known, so this is said once; where addresses are recorded, by gongkai build --record or gongkai release, one that answers no more is an error (RC020), and the site stays as it was.\n\nWrong: deleting content/notices/2017/0003.md\nRight: gongkai withdraw content/notices/2017/0003.md --reason 公示期满",
	},
}

var tellingName = diag.Rule{
	Code:     "BD035",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "附件的文件名说出了文档的内容，发布日志里删不掉", EN: "the name of an attachment tells what the document says, and stays in the log"},
	Message:  diag.Text{ZH: "文件名 %[1]s 里有%[2]s；发布以后它就在发布日志里，撤下文档也删不掉", EN: "the name %[1]s has %[2]s; once released it is in the publication log, and stays there when the document is withdrawn"},
	Hint:     diag.Text{ZH: "发布以前改名为 %[3]s，并把 %[4]s 里的文件名也改成 %[3]s；显示给读者的名称写在 title 里，照旧", EN: "before the release, rename it to %[3]s, and write %[3]s in %[4]s, too; what readers see is the title of the attachment, which stays"},
	Explain: diag.Text{
		ZH: "gongkai release 把每篇文档、每个附件的网址和校验值记进发布日志，只能增加，不能改。文档撤下以后，标题和正文都没有了，附件的网址还在日志里，网址里就有文件名。所以文件名只写编号，名称写在附件的 title 里。已经记进日志的不再提醒：改名也去不掉原来那一条。\n\n看的是：文件名里有标题的四个以上连续的字，或者人名旁边写着病情、困难。没有用 release 发布的网站不提醒。\n\n错误：0007-张三低保名单.xlsx\n正确：0007-1.xlsx，附件的 title 写“名单”",
		EN: "gongkai release notes the address and the sum of each document and attachment in the publication log, which can only grow. When a document is withdrawn, its title and text are gone, and the addresses of its attachments, with the names of the files, stay. So a name is to be a number, and what the file is called is the title of the attachment. What is in the log already is not spoken of: another name would not remove it.\n\nIt is looked for four letters of Chinese in a row that the title has, too, and for the name of a person beside an illness or a need. Of a site that is not released nothing is said.\n\nWrong: 0007-张三低保名单.xlsx\nRight: 0007-1.xlsx, with the title 名单",
	},
}
