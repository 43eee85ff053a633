"""What is said of files: why one is not read and the way out, what was noticed of one that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "read.missing": (
        "没有这个文件或文件夹；请检查路径",
        "there is no such file or folder; check the path",
    ),
    "read.dangling": (
        "符号链接断开或循环；请指向真实的文件",
        "the symbolic link is broken or goes in a circle; point it at a real file",
    ),
    "read.no_match": (
        "没有文件符合该通配符；请检查写法",
        "no file matches this pattern; check its spelling",
    ),
    "read.no_plan": (
        "文件夹里没有可读的规划文本（{known}）",
        "the folder holds no readable plan ({known})",
    ),
    "read.no_plan_kinds": (
        "文件夹里只有不读取的文件（{found}）；请另存为 .docx、.pdf 或 UTF-8 文本，页面图片请逐个写明文件名",
        "the folder holds only files that are not taken ({found}); save them as .docx, .pdf or UTF-8 text, "
        "and give pictures of pages by their own names",
    ),
    "read.not_regular": (
        "不是普通文件",
        "is not a regular file",
    ),
    "read.suffix": (
        "不读取“{suffix}”格式；请另存为 .docx、.pdf 或 UTF-8 文本（可读取：{known}）",
        "files of kind '{suffix}' are not read; save it as .docx, .pdf or UTF-8 text (these are read: {known})",
    ),
    "read.packed": (
        "是 {kind} 压缩包，不能直接读取；请解压，或改用 zip 打包",
        "it is a {kind} archive, which is not walked; unpack it, or pack it as zip",
    ),
    "read.packed_bomb": (
        "压缩比异常（1:{ratio:,}），不是正常的文档；请重新打包",
        "it is packed 1:{ratio:,}, as no document is; pack it anew",
    ),
    "read.archive_broken": (
        "压缩包损坏或不是 zip（{error}）；请重新打包或下载",
        "the archive is broken or no zip ({error}); pack or download it anew",
    ),
    "read.archive_members": (
        "压缩包里有 {count:,} 个文件，上限是 {limit:,} 个；请拆分",
        "the archive holds {count:,} files and the limit is {limit:,}; split it",
    ),
    "read.archive_list": (
        "压缩包的文件目录超过 {limit:,} 字节，不是正常的压缩包；请拆分",
        "the archive's list of files has more than {limit:,} bytes; split it",
    ),
    "read.archive_size": (
        "压缩包解开后有 {size:,} 字节，上限是 {limit:,} 字节；请拆分",
        "the archive would unpack to {size:,} bytes and the limit is {limit:,}; split it",
    ),
    "read.no_plan_packed": (
        "压缩包里没有可读的文件（可读取：{known}）",
        "the archive holds nothing that is read (these are read: {known})",
    ),
    "read.no_plan_packed_kinds": (
        "压缩包里只有不读取的文件（{found}）；请另存为 .docx、.pdf 或 UTF-8 文本，页面图片请逐个写明文件名",
        "the archive holds only files that are not taken ({found}); save them as .docx, .pdf or UTF-8 text, "
        "and give pictures of pages by their own names",
    ),
    "read.no_member": (
        "压缩包 {archive} 里没有这个文件；请检查名称",
        "the archive {archive} holds no such file; check its name",
    ),
    "read.member_locked": (
        "压缩包设有密码，无法读取这个文件；请用密码解压后再处理",
        "it is locked with the archive's password; unpack it with the password first",
    ),
    "read.member_broken": (
        "压缩包里的这个文件损坏（{error}）；请重新打包或下载",
        "it is broken inside its archive ({error}); pack or download the archive anew",
    ),
    "read.member_twice": (
        "压缩包里有两个同名文件，只读取第一个；请改名后重新打包",
        "the archive holds two files of this name and only the first is read; rename one and pack anew",
    ),
    "read.compression": (
        "压缩方式不受支持；请改用普通 zip 打包",
        "it is packed in a way that is not known; pack it as an ordinary zip",
    ),
    "read.too_deep": (
        "压缩包嵌套超过 {depth} 层；请先解压",
        "archives inside archives are walked {depth} deep; unpack it first",
    ),
    "read.several": (
        "压缩包或文件夹里有多个文件，请写明一个，例如 {example}",
        "it holds several documents; name one of them, for example {example}",
    ),
    "read.permission": (
        "没有读取权限；请修改权限（如 chmod +r）",
        "no permission to read it; change its mode (chmod +r)",
    ),
    "read.os": (
        "无法读取：{error}",
        "cannot be read: {error}",
    ),
    "read.empty": (
        "文件是空的（没有文字）",
        "the file is empty (it holds no words)",
    ),
    "read.other_kind": (
        "内容是{kind}，不能读取；请用原来的软件打开后另存为 .docx、.pdf 或 UTF-8 文本",
        "its content is {kind}, which is not read; open it with its own program and save it as .docx, .pdf or UTF-8 text",
    ),
    "read.office_missing": (
        "{kind} 类文件要借助 LibreOffice 读取，但没有找到该软件；请安装 LibreOffice（libreoffice.org），或用环境变量 {variable} "
        "指明其程序，或用 Word、WPS 打开后另存为 .docx",
        "it is of the kind {kind}, which is read with the help of LibreOffice, and that is not found; install it "
        "(libreoffice.org), name its program in {variable}, or open the file with Word or WPS and save it as .docx",
    ),
    "read.office_failed": (
        "LibreOffice 未能转换该文件（{error}）；请用 Word、WPS 打开后另存为 .docx",
        "LibreOffice could not convert it ({error}); open it with Word or WPS and save it as .docx",
    ),
    "read.office_timeout": (
        "LibreOffice 转换超过 {seconds} 秒，已停止；请用 Word、WPS 打开后另存为 .docx",
        "LibreOffice took longer than {seconds} seconds to convert it and was stopped; open it with Word or WPS and "
        "save it as .docx",
    ),
    "read.binary": (
        "内容是二进制数据（{count} 个控制字符），不是文本；请转换为 UTF-8 文本",
        "its content is binary ({count} control characters), not text; convert it to UTF-8 text",
    ),
    "read.damaged": (
        "按 {encoding} 解码在第 {byte} 字节（第 {line} 行）出错；请修复或转换为 UTF-8 文本",
        "is {encoding} but broken at byte {byte} (line {line}); repair it or convert it to UTF-8",
    ),
    "read.undecodable": (
        "无法判断文字编码（不是 UTF-8、UTF-16、GB18030）；请转换为 UTF-8 文本",
        "its encoding is none that is known (UTF-8, UTF-16, GB18030); convert it to UTF-8 text",
    ),
    "read.too_large": (
        "文件有 {size:,} 字节，上限是 {limit:,} 字节；请拆分文件",
        "it has {size:,} bytes and the limit is {limit:,}; split it",
    ),
    "read.too_long": (
        "文本有 {size:,} 个字符，上限是 {limit:,} 个；请拆分文件",
        "it has {size:,} characters and the limit is {limit:,}; split it",
    ),
    "read.long_line": (
        "第 {line} 行有 {size:,} 个字符，一行的上限是 {limit:,} 个；请恢复原来的换行",
        "line {line} has {size:,} characters and the limit for a line is {limit:,}; restore its "
        "line ends",
    ),
    "read.broken": (
        "文件损坏或不合规范，无法读取（{error}）；请用原来的软件打开后另存一份",
        "it is damaged or against its format ({error}); open it with its own program and save it anew",
    ),
    "read.locked": (
        "文件设有打开密码，无法读取；请用原来的软件取消密码后另存一份",
        "it is locked with a password; open it with its own program, take the password off and save it anew",
    ),
    "read.bomb": (
        "其中的 {part} 解压后超过 {limit:,} 字节，不是正常的文档；请用原来的软件打开后另存一份",
        "its part {part} has more than {limit:,} bytes when unpacked, which no plan has; save it anew",
    ),
    "read.no_text_layer": (
        '是扫描件，{pages} 页都没有文字层；请安装文字识别（pip install "policy-extract[ocr]"），或改用原来的电子文本',
        'it is a scan, none of its {pages} pages has words; install the recognition of text (pip install "policy-extract[ocr]"), or use the electronic text',
    ),
    "read.picture": (
        '是图片；请安装文字识别（pip install "policy-extract[ocr]"）',
        'it is a picture; install the recognition of text (pip install "policy-extract[ocr]")',
    ),
    "read.nothing_recognised": (
        "是扫描件或图片，{pages} 页都没有识别出文字；请提高扫描清晰度后重试，或改用原来的电子文本",
        "it is a scan or a picture, and no words were recognised on its {pages} pages; scan it more clearly, or use the electronic text",
    ),
    "read.huge_picture": (
        "图片有 {count:,} 个像素，上限是 {limit:,}；请降低分辨率后另存",
        "the picture has {count:,} pixels and the limit is {limit:,}; save it smaller",
    ),
    "read.ocr_models": (
        '文字识别缺少模型文件 {name}；请重新安装（pip install "policy-extract[ocr]"）',
        'the model {name} of text recognition is missing; install it anew (pip install "policy-extract[ocr]")',
    ),
    "read.broken_fonts": (
        '字体编码已损坏，文字读出来是乱码；PDF 可用文字识别读取（pip install "policy-extract[ocr]"），或改用网页、Word 版本',
        'its font maps are broken, its words come out as rubbish; a PDF can be read by recognition (pip install "policy-extract[ocr]"), or use a web page or Word file of it',
    ),
    "read.too_many_pages": (
        "有 {count:,} 页，上限是 {limit:,} 页；请拆分文件",
        "it has {count:,} pages and the limit is {limit:,}; split it",
    ),
    "read.timeout": (
        "读取超过 {seconds} 秒；请拆分文件，或另存为其他格式",
        "reading it took longer than {seconds} seconds; split it, or save it as another format",
    ),
    "read.memory": (
        "读取所需内存超过上限（{error}）；请拆分文件，或删去其中的图片",
        "reading it takes more memory than allowed ({error}); split it, or take its pictures out",
    ),
    "read.died": (
        "读取该文件的进程意外终止（{status}）；请用原来的软件打开后另存一份",
        "the process that read it died ({status}); open it with its own program and save it anew",
    ),
    "read.html_nested": (
        "网页嵌套过深或元素过多（上限 {elements:,} 个元素、{depth:,} 层）；请用浏览器打开后另存为“网页，仅HTML”",
        "the page is nested too deep or has too many elements (limits: {elements:,}, {depth:,} levels); "
        "open it in a browser and save it anew as 'Webpage, HTML only'",
    ),
    "read.html_error": (
        "这是出错页面或提示页面（“{words}”），没有文件正文；请重新下载该网页",
        "it is an error page ('{words}') and holds no document; fetch the page again",
    ),
    "read.html_login": (
        "这是登录页面，没有文件正文；请登录后另存该网页",
        "it is a login page and holds no document; log in and save the page",
    ),
    "read.html_script": (
        "网页正文由脚本加载，文件中没有；请用浏览器打开，等正文出现后另存为“网页，全部”或 .mhtml",
        "the words of this page are loaded by scripts and not in the file; open it in a browser, wait for "
        "the words, and save it as 'Webpage, complete' or .mhtml",
    ),
    "read.html_frames": (
        "网页正文在框架里（{frames}）；请另存框架中的网页后读取",
        "the words of this page stand in frames ({frames}); save the page inside the frame and read that",
    ),
    "read.html_embeds": (
        "网页只嵌入了文件“{file}”，没有正文；请下载该文件后读取",
        "the page only shows the file '{file}'; download that file and read it",
    ),
    "read.html_list": (
        "这是列表页面，只有链接；请打开其中的文件页面另存后读取",
        "it is a page of links; open the documents that it links, save them and read those",
    ),
    "read.unpacked": (
        "解压后超过 {limit:,} 字节；请拆分文件，或删去其中的图片和空白格式",
        "it unpacks to more than {limit:,} bytes; split it, or take out its pictures and blank formats",
    ),
    "read.cells": (
        "有文字的单元格超过 {limit:,} 个；请拆分为几个文件",
        "it has more than {limit:,} cells with words; split it into several files",
    ),
    "read.password": (
        "文件有密码；请用原来的软件去掉密码后另存",
        "it has a password; take the password off in its own program and save it",
    ),
    "read.mhtml_no_page": (
        "这个存档里没有网页；请用浏览器重新另存为 .mhtml 或 .html",
        "no part of this archive is a page; save it anew from a browser as .mhtml or .html",
    ),
    "run.crashed": (
        "程序内部错误（{stage}）：{error}；这是程序的缺陷，请连同该文件报告",
        "internal error in {stage}: {error}; this is a defect, please report it with the file",
    ),
    "run.overtime": (
        "处理超过 {seconds} 秒，已停止；可用 --seconds-per-document 放宽时限，或拆分文件",
        "working on it took longer than {seconds} seconds and was ended; allow more with --seconds-per-document, or "
        "split it",
    ),
    "run.memory": (
        "处理该文件时内存不足；请减少进程（--jobs），放宽内存限制（ulimit -v），或拆分文件",
        "there was not enough memory to work on it; use fewer processes (--jobs), allow more (ulimit -v), or split it",
    ),
    "run.died": (
        "处理该文件的进程被终止（可能内存不足）；请减少进程（--jobs），或拆分文件",
        "the process that worked on it was ended (out of memory?); use fewer processes (--jobs), or split it",
    ),
    "warning.no_title": (
        "没有找到标题；以文件名代替",
        "no title was found; the file's name stands for it",
    ),
    "warning.unseen_signs": (
        "文中有看不见或改变书写方向的字符：{detail}；含有它们的名称不与无此字符的名称合并，请核对原件",
        "the text holds signs that nobody sees or that turn its direction: {detail}; names with them are not joined with those without; compare with the original",
    ),
    "warning.numbers_spoiled": (
        "有数字紧挨着无法识别的字符，可能漏读：{detail}；请对照原文件",
        "figures stand beside signs that cannot be read, so numbers may be lost: {detail}; compare with the file",
    ),
    "warning.pattern_slow": (
        "自备词表中的模式耗时过长，在本文件中已停用：{detail}；请检查其中的重复",
        "a pattern of your own gazetteers took too long and was left out for this document: {detail}; look at its repeats",
    ),
    "warning.no_area": (
        "标题中没有找到地区；没有写明地区的数据不与其他文件比较",
        "no place was found in the title; values without one are not compared with other plans",
    ),
    "warning.other_language": (
        "这份文件大部分不是中文；本工具只读中文规划",
        "most of this document is in another language; only Chinese plans are read",
    ),
    "warning.no_period": (
        "没有找到规划期；没有写明年份的目标没有时间",
        "no planning period was found; targets that name no year have no time",
    ),
    "warning.encoding_guessed": (
        "文字编码是猜测的；请核对文字",
        "the encoding was guessed; check the words",
    ),
    "warning.read_as_markdown": (
        "文件后缀是 .txt，内容带有 Markdown 标记（**、#），已按 Markdown 读取",
        "the file is named .txt and marked as Markdown (**, #), so it was read as that",
    ),
    "warning.glyphs_mended": (
        "原文含有部首、兼容字形或不可见字符，已换成通用汉字",
        "radicals, compatibility signs or signs without width were replaced by the signs they stand for",
    ),
    "warning.doubled_mended": (
        "原文有重复或逐字隔开的文字（多出自PDF），已合并；请核对",
        "words printed twice or sign by sign apart, as PDF files leave them, were read once; check them",
    ),
    "warning.attachments_linked": (
        "网页附有文件链接，附件内容没有读取；请下载附件一并处理",
        "the page links attached files, which were not read; download them and read them as well",
    ),
    "warning.file_embedded": (
        "网页中嵌入的文件（如PDF）没有读取；请下载后一并处理",
        "a file shown inside the page (a PDF) was not read; download it and read it as well",
    ),
    "warning.more_pages": (
        "网页分页显示，只读取了这一页；请把各页都另存后读取，或用“全文”页面",
        "the document goes on on further pages, which were not read; save them as well, or its full view",
    ),
    "warning.hidden_left_out": (
        "隐藏的工作表、行或列没有读取；如需要请取消隐藏",
        "hidden sheets, rows or columns were left out; unhide them if they matter",
    ),
    "warning.formulas_without_values": (
        "有公式没有保存计算结果，这些单元格没有读取；请用Excel或WPS打开后保存一次",
        "formulas without saved values were left out; open the file in Excel or WPS and save it once",
    ),
    "warning.formats_unknown": (
        "旧格式工作簿读不到数字的显示格式（百分比可能显示为小数）；请另存为 .xlsx 后读取",
        "how numbers are shown is not known in this old format (a percentage may stand as a fraction); save it as .xlsx",
    ),
    "warning.sheet_as_text": (
        "有表格不是指标、任务或项目表，只作为文字读取",
        "a table that is none of indicators, tasks or projects was read as text",
    ),
    "warning.pages_without_text": (
        '这些页是扫描图像，没有文字层，未读取：{detail}；需要时请安装文字识别（pip install "policy-extract[ocr]"）',
        'these pages are scans without words and were not read: {detail}; install "policy-extract[ocr]" if they matter',
    ),
    "warning.pages_with_broken_fonts": (
        '这些页的字体编码已损坏，未读取：{detail}；需要时请安装文字识别（pip install "policy-extract[ocr]"）',
        'the font maps of these pages are broken and they were not read: {detail}; install "policy-extract[ocr]" if they matter',
    ),
    "warning.pages_damaged": (
        "这些页已损坏，未读取：{detail}；请用原来的软件打开后另存一份",
        "these pages are damaged and were not read: {detail}; open the file with its own program and save it anew",
    ),
    "warning.invisible_left_out": (
        "这些页有看不见的文字（隐形、页外或极小），未读取：{detail}；请与打印效果核对",
        "invisible words of these pages (not drawn, off the page, tiny) were left out: {detail}; compare with a print",
    ),
    "warning.words_in_pictures": (
        "这些页的句子里有以图片代替的文字，未读取：{detail}；请核对原文",
        "sentences of these pages have words set as pictures, which were not read: {detail}; check the original",
    ),
    "warning.pages_not_recognised": (
        "扫描页过多，这些页未识别：{detail}；请拆分文件",
        "there are too many scanned pages, these were not recognised: {detail}; split the file",
    ),
    "warning.pages_recognised": (
        "这些页的文字由图像识别得到，可能有错字：{detail}；请核对",
        "the words of these pages were recognised in pictures and may be wrong: {detail}; check them",
    ),
    "warning.recognised_layer": (
        "这些页的文字是扫描软件识别的，可能有错字：{detail}；请核对",
        "the words of these pages were recognised by a scanner's program and may be wrong: {detail}; check them",
    ),
    "warning.table_columns_apart": (
        "有跨页表格前后列线不一致，已作为两张表读取；请核对",
        "a table goes on over a page with other columns and was read as two; check it",
    ),
    "warning.pictures_left_out": (
        "有 {detail} 张图片没有读取；图中的文字和数据不在结果里",
        "{detail} pictures were not read; words and figures in them are left out",
    ),
    "warning.objects_left_out": (
        "嵌入的对象没有读取（{detail}）；请把其中的表格另存为单独的文件",
        "embedded objects were not read ({detail}); save the sheets among them as files of their own",
    ),
    "warning.pages_in_part": (
        "这些页引用的模板或图元缺失，只读取了一部分：{detail}；请用原来的软件打开后另存一份",
        "parts that these pages refer to are missing and they were read in part: {detail}; open the file with its "
        "own program and save it anew",
    ),
    "warning.attachments_left_out": (
        "文件所带的附件没有读取（{detail}）；请另存附件后一并处理",
        "attached files were not read ({detail}); save them and read them as well",
    ),
    "warning.judgements_unheeded": (
        "以下名称判定未能照办：{detail}；它们与其他判定相矛盾，请检查 judgements.csv",
        "judgements on names could not be followed: {detail}; others contradict them, look at judgements.csv",
    ),
    "warning.names_crowded_agency": (
        "机构名称同含以下字样的过多：{detail}；只核对了写法相近的，可能同一而未提请判定的未列出",
        "so many names of bodies share {detail} that only neighbours in spelling were weighed against each other; "
        "others that may be one are not listed",
    ),
    "warning.names_crowded_area": (
        "地区名称同含以下字样的过多：{detail}；只核对了写法相近的，可能同一而未提请判定的未列出",
        "so many names of places share {detail} that only neighbours in spelling were weighed against each other; "
        "others that may be one are not listed",
    ),
    "warning.names_crowded_company": (
        "企业名称同含以下字样的过多：{detail}；只核对了写法相近的，可能同一而未提请判定的未列出",
        "so many names of companies share {detail} that only neighbours in spelling were weighed against each other; "
        "others that may be one are not listed",
    ),
    "warning.names_crowded_indicator": (
        "指标名称同含以下字样的过多：{detail}；只核对了写法相近的，可能同一而未提请判定的未列出",
        "so many names of indicators share {detail} that only neighbours in spelling were weighed against each other; "
        "others that may be one are not listed",
    ),
    "warning.ungrounded_left_out": (
        "有记录与原文不符，已略去；这是程序的缺陷，请报告",
        "records that did not match the text were left out; this is a defect, please report it",
    ),
}
