"""What the tool says to people, in Chinese and in English; wording only, no logic.

``TEXTS[key]`` is (中文, English), both with the same ``{fields}`` (a test holds them together).
What is written to files is always English: the language of a terminal never changes the output.
To add a text: one line here or in the family it belongs to (``workbook``, ``report``, …), then
``text(language, key, field=value)`` where it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from policy_extract.messages import desk, report, review, tables, terminal, workbook

Language = Literal["zh", "en"]

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    **desk.TEXTS,
    **workbook.TEXTS,
    **report.TEXTS,
    **tables.TEXTS,
    **review.TEXTS,
    **terminal.TEXTS,
    # reading a document
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
    # extracting
    "run.crashed": (
        "程序内部错误（{stage}）：{error}；这是程序的缺陷，请连同该文件报告",
        "internal error in {stage}: {error}; this is a defect, please report it with the file",
    ),
    "run.died": (
        "处理该文件的进程被终止（可能内存不足）",
        "the process that worked on it was ended (out of memory?)",
    ),
    # warnings, by the code that stands in manifest.json
    "warning.no_title": (
        "没有找到标题；以文件名代替",
        "no title was found; the file's name stands for it",
    ),
    "warning.no_area": (
        "标题中没有找到地区；没有写明地区的数据不与其他文件比较",
        "no place was found in the title; values without one are not compared with other plans",
    ),
    "warning.no_period": (
        "没有找到规划期；没有写明年份的目标没有时间",
        "no planning period was found; targets that name no year have no time",
    ),
    "warning.encoding_guessed": (
        "文字编码是猜测的；请核对文字",
        "the encoding was guessed; check the words",
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
    "warning.ungrounded_left_out": (
        "有记录与原文不符，已略去；这是程序的缺陷，请报告",
        "records that did not match the text were left out; this is a defect, please report it",
    ),
    # broken gazetteers
    "gazetteer.gone": (
        "缺少随软件附带的词表；请重新安装",
        "the packaged gazetteers are missing; install the package again",
    ),
    "gazetteer.no_folder": (
        "没有这个词表文件夹；请检查 --gazetteers",
        "no such folder of gazetteers; check --gazetteers",
    ),
    "gazetteer.unreadable": (
        "不能按 UTF-8 读取：{error}；请另存为 UTF-8",
        "cannot be read as UTF-8: {error}; save it as UTF-8",
    ),
    "gazetteer.toml": (
        "不是有效的 TOML：{error}；请改正该处",
        "is not valid TOML: {error}; correct it there",
    ),
    "gazetteer.not_toml": (
        "词表用 TOML 写；请改名为 {name}，并按 TOML 书写",
        "word lists are TOML; write it as {name}",
    ),
    "gazetteer.file_name": (
        "没有名为“{name}”的词表；请改名为：{known}",
        "there is no gazetteer of the name '{name}'; call it {known}",
    ),
    "gazetteer.list_name": (
        "该文件中没有名为“{name}”的词表；请改名为：{known}",
        "nothing reads a list '{name}' in this file; call it {known}",
    ),
    "gazetteer.no_list": (
        "规则要用的词表在任何词表文件中都没有；最接近的是：{near}",
        "a list that the rules ask for stands in no gazetteer; nearest: {near}",
    ),
    "help.without": (
        "关闭一条规则（见 policy-extract rules）；可以多次使用",
        "switch off a rule (see policy-extract rules); may be given again",
    ),
    "usage.without_output": (
        "{path} 是已有的结果；--without 要和规划文件一起用",
        "{path} is an output; --without goes with plans, which are extracted first",
    ),
    "help.calibrate": (
        "按人工标注测定每种疑点的权重",
        "measure by labels what each doubt is worth",
    ),
    "help.calibrate_out": ("抽取结果所在的文件夹", "the folder of an output"),
    "help.calibrate_write": ("把权重写入这个文件", "write the weights to this file"),
    "rules.unknown": (
        "没有名为 {name} 的规则；最接近的是：{near}；全部规则见 policy-extract rules",
        "there is no rule {name}; nearest: {near}; all: policy-extract rules",
    ),
    "rules.unknown_stage": (
        "没有名为 {name} 的阶段；可用：{known}",
        "there is no stage {name}; there are: {known}",
    ),
    "gazetteer.array": (
        "记录应写作 [[{array}]]",
        "write the records as [[{array}]]",
    ),
    "gazetteer.fields": (
        "有 {count} 个字段，表头有 {wanted} 个（{header}）；请补齐，空字段也要写逗号",
        "has {count} fields and the header {wanted} ({header}); write a comma for an empty one, too",
    ),
    "gazetteer.twice": (
        "在本文件中出现两次；请只保留一条",
        "stands twice in this file; keep one of the two",
    ),
    "gazetteer.shared": (
        "名称“{name}”已属于记录 {other}；请从其中一条删去",
        "the name '{name}' is that of the record {other}, too; take it out of one of the two",
    ),
    "gazetteer.no_record": (
        "没有键为“{name}”的记录，无从增减；最接近的是：{near}",
        "there is no record '{name}' to change; nearest: {near}",
    ),
    "gazetteer.no_alias": (
        "该记录没有别名“{name}”，无从删去；最接近的是：{near}",
        "this record has no other name '{name}' to take away; nearest: {near}",
    ),
    "gazetteer.no_aliases": (
        "这类记录没有别名；请写整条记录替换它",
        "records of this file have no other names; write the whole record to replace it",
    ),
    "gazetteer.no_such_list": (
        "没有名为“{name}”的词的列表，无从删词；最接近的是：{near}",
        "there is no list of words '{name}' to take from; nearest: {near}",
    ),
    "gazetteer.no_word": (
        "该列表中没有“{name}”，无从删去；最接近的是：{near}",
        "the list does not hold '{name}'; nearest: {near}",
    ),
    "gazetteer.word": (
        "每个词都应为非空字符串；请改正或删去",
        "every word must be a non-empty string; correct it or take it out",
    ),
    "gazetteer.list": (
        '应为词的列表或数值；请改为 ["词"] 或数字',
        'expected a list of words or a number; write ["word"] or a number',
    ),
    "gazetteer.not_number": (
        "此项应为数值，不是词；请写数字",
        "is a number, not a list of words; write a number",
    ),
    "gazetteer.not_list": (
        '此项应为词的列表，不是数值；请写 ["词"]',
        'is a list of words, not a number; write ["word"]',
    ),
    "gazetteer.pattern": (
        "“{pattern}”不是有效的正则表达式：{error}；请改正",
        "'{pattern}' is no regular expression: {error}; correct it",
    ),
    "gazetteer.sign": (
        "不是比较符号；请用其中之一：{signs}",
        "is no comparator; use one of {signs}",
    ),
    "gazetteer.field_missing": (
        "缺少字段 {field}；请补上",
        "the field {field} is missing; add it",
    ),
    "gazetteer.field_unknown": (
        "没有名为 {field} 的字段；请检查拼写或删去",
        "there is no field {field}; check its spelling or take it out",
    ),
    "gazetteer.field_choice": (
        "{field} 的值“{value}”不在允许之列；请用 {allowed}",
        "{field} is '{value}'; use {allowed}",
    ),
    "gazetteer.field_code": (
        "{field} 的值“{value}”不是区划代码；区划代码为六位数字",
        "{field} is '{value}'; a division code has six digits",
    ),
    "gazetteer.field_text": (
        "{field} 应为文字；请写在引号内",
        "{field} must be text; write it in quotes",
    ),
    "gazetteer.field_list": (
        '{field} 应为列表；请写 ["词"]',
        '{field} must be a list; write ["word"]',
    ),
    "gazetteer.field_number": (
        "{field} 应为数值，不是“{value}”；请写数字",
        "{field} must be a number, not '{value}'; write a number",
    ),
    "gazetteer.field_whole": (
        "{field} 应为整数，不是“{value}”；请写整数",
        "{field} must be a whole number, not '{value}'; write a whole number",
    ),
    "gazetteer.field_bool": (
        "{field} 应为 true 或 false，不是“{value}”",
        "{field} must be true or false, not '{value}'",
    ),
    "gazetteer.field": (
        "{field} 有误：{error}；请改正",
        "{field} is wrong: {error}; correct it",
    ),
    # wrong usage
    "usage.no_paths": ("没有给出文件、文件夹或通配符", "no file, folder or pattern was given"),
    "usage.nothing": ("没有可处理的文件：{problems}", "nothing to do: {problems}"),
    "usage.jobs": ("--jobs 应为 1 或更大的整数，不是 {jobs}", "--jobs wants 1 or more, not {jobs}"),
    "usage.choice": (
        "参数 {name}：“{value}”无效；可用：{known}",
        "argument {name}: invalid choice: '{value}' (choose from {known})",
    ),
    "usage.integer": (
        "参数 {name}：“{value}”不是整数",
        "argument {name}: invalid int value: '{value}'",
    ),
    "usage.no_value": (
        "参数 {name}：缺少值",
        "argument {name}: expected one argument",
    ),
    "usage.unknown": (
        "没有这些参数：{value}",
        "unrecognized arguments: {value}",
    ),
    "usage.required": (
        "缺少必需的参数：{value}",
        "the following arguments are required: {value}",
    ),
    "usage.argument": (
        "参数有误：{value}",
        "wrong argument: {value}",
    ),
    "usage.no_file": (
        "{name}：没有文件 {path}；请检查路径",
        "{name}: there is no file {path}; check the path",
    ),
    "usage.no_output": (
        "{name}：没有 {path}；请给出以前的输出文件夹或规划文本",
        "{name}: there is no {path}; give an earlier output or plans",
    ),
    "usage.no_place": (
        "{name}：{path} 不是文件夹中可写的文件；请检查路径",
        "{name}: there is no folder for {path}; check the path",
    ),
    "usage.one_output": (
        "{path}：一次只能评一个输出文件夹，或者规划文本",
        "{path}: score one output at a time, or plans",
    ),
    "usage.try_help": ("详见 {prog} --help", "see {prog} --help"),
    # the output folder
    "out.file": (
        "{out}：{path} 是文件，不是文件夹；请用 -o 指定别的文件夹",
        "{out}: {path} is a file, not a folder; give another folder with -o",
    ),
    "out.permission": (
        "{out}：没有写入 {path} 的权限；请用 -o 指定别的文件夹",
        "{out}: no permission to write in {path}; give another folder with -o",
    ),
    "out.os": (
        "{out}：无法写入：{error}",
        "{out}: cannot be written: {error}",
    ),
    "out.taken": (
        "{out}：{path} 的位置被别的文件夹或文件占用；请用 -o 指定别的文件夹",
        "{out}: something of another kind is in the place of {path}; give another folder with -o",
    ),
    "out.input": (
        "{out}：{path} 会覆盖输入文件；请用 -o 指定别的文件夹",
        "{out}: {path} would overwrite an input; give another folder with -o",
    ),
    # the help of the commands
    "help.usage": ("用法：", "usage: "),
    "help.arguments": ("参数", "arguments"),
    "help.options": ("选项", "options"),
    "help.commands": ("子命令", "commands"),
    "help.help": ("显示本帮助", "show this help"),
    "help.version": ("显示版本号", "show the version"),
    "help.lang": (
        "界面语言：zh 或 en（默认按 LANG）",
        "language of what is shown: zh or en (default: by LANG)",
    ),
    "help.main": (
        "从中国政府规划文本中提取指标、责任单位、企业和项目，每条都注明原文位置。",
        "Indicators, targets, agencies, companies and projects out of Chinese government plans.",
    ),
    "help.extract": (
        "从规划文本提取结构化数据（JSON）。\n"
        "退出码：0 全部成功；1 有文件失败，其余已写出（全部失败则不写出）；2 没有可处理的文件或用法有误。",
        "Extract structured data (JSON) from plans.\n"
        "Exit codes: 0 all well; 1 some documents failed, the others are written (when all failed,\n"
        "nothing is); 2 nothing to do or wrong usage.",
    ),
    "help.extract_short": ("提取规划内容", "extract what plans say"),
    "help.paths": (
        "规划文本、文件夹（含子文件夹）或通配符",
        "plans, folders (with their subfolders) or globs",
    ),
    "help.out": ("输出文件夹（默认 out）", "folder for the output (default: out)"),
    "help.jobs": ("并行进程数（默认 1）", "processes to work in (default: 1)"),
    "help.quiet": ("只显示错误", "show nothing but errors"),
    "help.gazetteers": (
        "自己的词表文件夹，可多次给出",
        "folder of your own gazetteers; may be given again",
    ),
    "usage.format": (
        "没有“{format}”这种输出格式；可用：{known}",
        "there is no format “{format}”; there are {known}",
    ),
    "usage.format_broken": (
        "输出格式“{format}”（{place}）无法载入：{error}；请修复或卸载提供它的软件包",
        "the format “{format}” ({place}) cannot be loaded: {error}; mend or remove the package that brings it",
    ),
    "help.format": (
        "输出格式，可多次给出（默认 json；可用：{known}）",
        "format of the output; may be given again (default: json; there are: {known})",
    ),
    "help.score": (
        "把输出与人工标注比较，显示准确率、召回率和 F1。",
        "Compare an output with the golden labels: precision, recall, F1.",
    ),
    "help.score_path": (
        "extract 的输出文件夹，或规划文本（先提取再比较）",
        "an output of extract, or plans (which are extracted first)",
    ),
    "help.golden": ("人工标注文件夹（默认 golden）", "folder of golden labels (default: golden)"),
    "help.corpus": ("规划文本文件夹（默认 corpus）", "folder of the plans (default: corpus)"),
    "help.json": ("以 JSON 显示", "show JSON"),
    "help.show": ("逐条列出：漏掉、多出或错误", "list the cases missed, extra or wrong"),
    "help.layer": ("只列出这一类记录", "list only this kind of record"),
    "help.against": (
        "与以前的输出比较，列出得失",
        "an earlier output: list what is won and lost since",
    ),
    "help.gate": (
        "与已提交的分数比较，下降则退出码为 1",
        "committed scores; exit code 1 when one has fallen",
    ),
    "help.write_gate": ("写入当前分数", "write the scores of now"),
    "help.check_golden": (
        "检查人工标注：格式是否正确，引文是否在原文中。",
        "Check the golden labels: form, and that every quote stands in its line.",
    ),
    "help.without_local": (
        "比较使用与不使用 gazetteers/local 的分数。",
        "Scores with and without gazetteers/local, side by side.",
    ),
    "help.schema": (
        "由模型生成 JSON Schema；--check 只检查是否最新。",
        "Write the JSON Schemas of the output; --check only tells whether they are current.",
    ),
    "help.schema_dir": ("文件夹（默认 schema）", "folder (default: schema)"),
    "help.rules": (
        "列出全部规则：编号、取什么、不取什么、在语料中用过多少次。",
        "List the rules: what each says and refuses, and how often it spoke on the corpus.",
    ),
    "help.stage": (
        "只列出这一阶段的规则（如 companies 或 companies.refuse）",
        "only the rules of this stage (companies, or companies.refuse)",
    ),
    "help.check": ("只检查，不写入", "only check, write nothing"),
    # while and after it runs
    "cli.error": ("错误：", "error: "),
    "cli.failed": ("失败：{path}：{reason}", "failed: {path}: {reason}"),
    "cli.warning": ("注意：{path}：{what}", "note: {path}: {what}"),
    "cli.skipped": (
        "文件夹中 {count} 个其他类型的文件未读取（{suffixes}）",
        "{count} files of other kinds in the folders were not read ({suffixes})",
    ),
    "cli.skipped_one": (
        "文件夹中 {count} 个其他类型的文件未读取（{suffixes}）",
        "{count} file of another kind in the folders was not read ({suffixes})",
    ),
    "cli.progress": ("提取中", "extracting"),
    "cli.interrupted": (
        "已中断：读完 {done}/{total} 个文件，未写出任何内容，{out} 保持原样",
        "interrupted: {done} of {total} documents were read, nothing was written; {out} is as it "
        "was",
    ),
    "cli.nothing_written": (
        "所有文件都失败，未写出任何内容，{out} 保持原样",
        "every input failed, nothing was written; {out} is as it was",
    ),
    "cli.contradictions": ("矛盾之处（{count}）", "contradictions ({count})"),
    "cli.no_contradictions": ("未发现矛盾", "no contradictions were found"),
    "cli.more": ("……另有 {count} 处，见 {file}", "… and {count} more, see {file}"),
    "cli.files": ("结果在 {out}：", "the output is in {out}:"),
    "cli.document": ("{count} 个文档", "{count} document"),
    "cli.documents": ("{count} 个文档", "{count} documents"),
    "cli.golden_ok": ("人工标注没有问题", "the golden labels are in order"),
    "cli.gate_ok": ("没有分数下降", "no score has fallen"),
    "cli.changes": ("改进 {gained} 处，退步 {lost} 处", "{gained} gained, {lost} lost"),
    "cli.uncompared": ("{plan}：只在一份输出中，未比较", "{plan}: is in one output only"),
    "cli.with_local": ("使用 gazetteers/local", "with gazetteers/local"),
    "cli.without_local": ("不使用 gazetteers/local", "without gazetteers/local"),
    "cli.schema_ok": ("JSON Schema 是最新的", "the schemas are current"),
    "cli.schema_stale": (
        "{name} 不是最新的；请运行 policy-extract schema",
        "{name} is not current; run policy-extract schema",
    ),
    "cli.rule_spoke": ("{count} 次", "{count} times"),
    "cli.rule_says": ("作用：{what}", "{what}"),
    "cli.rule_refuses": ("不涉及：{what}", "leaves alone: {what}"),
    "cli.wrote": ("已写入 {path}", "wrote {path}"),
    # the table at the end
    "table.title": ("文档", "plan"),
    "table.targets": ("目标值", "targets"),
    "table.actuals": ("现状值", "actuals"),
    "table.assignments": ("责任", "duties"),
    "table.companies": ("企业", "firms"),
    "table.projects": ("项目", "projects"),
    "table.review": ("待核", "check"),
    "table.sum": ("合计", "all"),
    "kind.target": ("目标", "target"),
    "kind.actual": ("现状", "actual"),
    "measure.increase": ("增加", "increase"),
    "measure.decrease": ("减少", "decrease"),
    "measure.growth_rate": ("增速", "growth rate"),
    "measure.change_points": ("百分点变动", "change in points"),
    "measure.multiple": ("倍数", "multiple"),
    "measure.share": ("占比", "share"),
    # what explain says
    "help.explain": (
        "说明一条记录、一个数字或一个实体的由来。\n"
        "OUT ID：记录（数据、责任分工、任务、项目），ID 在多个文档中出现时写 DOC:ID；OUT 实体编号；\n"
        "FILE 行号，或 FILE “词语”：其中的每个数字，包括被排除的。",
        "Why a record, a number or an entity is what it is.\n"
        "OUT ID: an observation, assignment, task or project, as DOC:ID where several documents have it;\n"
        'OUT ENTITY-ID; FILE LINE, or FILE "words": every number there, those refused included.',
    ),
    "help.look": (
        "抽取之前先看读懂了什么：标题块、提纲、表格，以及未读入的部分和原因。\n"
        "缺少某条数据时，先看这里。",
        "Show what was understood of a file before anything is extracted: title block, outline, tables, and what was\n"
        "left out and why. The first place to look when a record is missing.",
    ),
    "help.look_path": ("一份文件", "one file"),
    "look.file": (
        "{path}：{format}，{signs:,} 字{pages}",
        "{path}: {format}, {signs:,} characters{pages}",
    ),
    "look.pages": ("，{count} 页", ", {count} pages"),
    "look.title_block": ("标题块", "title block"),
    "look.outline": ("提纲", "outline"),
    "look.left_out": ("未读入", "left out"),
    "look.field": ("项目", "field"),
    "look.value": ("内容", "value"),
    "look.rule": ("规则", "rule"),
    "look.line": ("行", "line"),
    "look.heading": ("标题", "heading"),
    "look.section": ("编号", "id"),
    "look.reason": ("原因", "reason"),
    "look.words": ("文字", "words"),
    "look.table": (
        "表 {id}（第 {line} 行，{role}，{rows} 行 × {columns} 列）：{caption}",
        "table {id} (line {line}, {role}, {rows} rows × {columns} columns): {caption}",
    ),
    "role_of_table.indicators": ("指标表", "indicators"),
    "role_of_table.tasks": ("任务分工表", "tasks"),
    "role_of_table.projects": ("项目清单", "projects"),
    "role_of_table.duties": ("职责清单", "duties"),
    "role_of_table.other": ("其他", "other"),
    "meta.title": ("标题", "title"),
    "meta.doc_type": ("文种", "kind of document"),
    "meta.genre": ("体裁", "genre"),
    "meta.draft": ("草案", "draft"),
    "meta.issuers": ("发文机关", "issuers"),
    "meta.number": ("文号", "number"),
    "meta.index": ("索引号", "index"),
    "meta.issued": ("日期", "issued"),
    "meta.area": ("地区", "area"),
    "meta.period": ("规划期", "period"),
    "meta.outlook": ("展望到", "outlook"),
    "residue.page_furniture": ("网页或页面的附加文字", "furniture of the page"),
    "residue.page_number": ("页码", "page number"),
    "residue.table_of_contents": ("目录", "table of contents"),
    "residue.picture": ("图片", "picture"),
    "residue.embedded_object": ("嵌入对象", "embedded object"),
    "help.explain_path": ("extract 的输出文件夹，或规划文本", "an output of extract, or a plan"),
    "help.explain_what": ("编号、行号或词语", "an id, the number of a line, or words"),
    "explain.observation": (
        "数据 {document}:{id} “{quote}”",
        "observation {document}:{id} “{quote}”",
    ),
    "explain.assignment": (
        "责任分工 {document}:{id} “{quote}”",
        "assignment {document}:{id} “{quote}”",
    ),
    "explain.project": ("项目 {document}:{id} “{quote}”", "project {document}:{id} “{quote}”"),
    "explain.task": ("任务 {document}:{id} “{title}”", "task {document}:{id} “{title}”"),
    "explain.line": ("第 {line} 行", "line {line}"),
    "explain.lines": ("第 {first}—{last} 行", "lines {first}–{last}"),
    "explain.line_section": ("第 {line} 行，“{section}”", "line {line}, section “{section}”"),
    "explain.number": ("数值", "number"),
    "explain.yes": ("是", "yes"),
    "explain.rule": ("规则 {id}", "rule {id}"),
    "explain.rule_label": ("规则 {id}（{label}）", "rule {id} ({label})"),
    "explain.says": ("作用：{what}", "it says: {what}"),
    "explain.refuses": ("不涉及：{what}", "it leaves alone: {what}"),
    "explain.read": ("读自本句“{words}”", "read here: “{words}”"),
    "explain.inherited": ("承自{place}：“{words}”", "inherited from {place}: “{words}”"),
    "explain.no_words": ("没有词语写明", "no words say it"),
    "explain.doubts": ("疑点", "doubts"),
    "explain.no_doubt": ("没有疑点", "no doubts"),
    "explain.confidence": (
        "可信度（对数几率）：先验 {prior}{terms} = {odds} → {chance}",
        "confidence (log odds): prior {prior}{terms} = {odds} → {chance}",
    ),
    "explain.other_weights": (
        "输出中为 {written}：当时用的是别的权重",
        "the output has {written}: it was made with other weights",
    ),
    "explain.review": ("需核对（低于 {below}）", "to review (below {below})"),
    "explain.no_review": ("不需核对（不低于 {below}）", "not to review (not below {below})"),
    "explain.refused": ("“{words}”未成为数据", "“{words}” is no observation"),
    "explain.refused_mark": ("排除", "refused"),
    "explain.because_mark": ("依据", "because of"),
    "explain.because": ("依据“{words}”", "because of “{words}”"),
    "explain.passed": ("“{words}”未成为数据：{why}", "“{words}” is no observation: {why}"),
    "explain.in_residue": (
        "位于不属于正文的部分（{reason}）",
        "it stands in what is no part of the plan ({reason})",
    ),
    "explain.in_project": ("属于项目 {id} 的表格行", "it stands in the row of the project {id}"),
    "explain.in_table": (
        "位于表格 {id} 中不是数值的单元格",
        "it stands in a cell of the table {id} that is no value",
    ),
    "explain.in_heading": ("位于标题", "it stands in a heading"),
    "explain.in_title": ("位于文件标题或表题", "it stands in the title or a caption"),
    "explain.in_word": (
        "是词语、编号或更长数字的一部分",
        "it is part of a word, a code or a longer number",
    ),
    "explain.no_numbers": ("没有数字", "no numbers"),
    "explain.more_places": ("……另有 {count} 处", "… and {count} more places"),
    "explain.no_id": ("没有编号为 {id} 的记录或实体", "there is no record or entity {id}"),
    "explain.ambiguous": (
        "多个文档有 {id}：{documents}；请写作 {example}",
        "several documents have {id}: {documents}; write {example}",
    ),
    "explain.no_line": (
        "没有第 {line} 行；最后一行是第 {last} 行",
        "there is no line {line}; the last is {last}",
    ),
    "explain.no_words_there": ("文中没有“{words}”", "“{words}” stands nowhere in it"),
    "explain.no_text": ("{document} 没有文本：{reason}", "{document} has no text: {reason}"),
    "explain.known": ("词表中有", "stands in a gazetteer"),
    "explain.unknown": ("词表中没有", "stands in no gazetteer"),
    "explain.relation": (
        "关系：{type} {other}（{evidence}）",
        "relation: {type} {other} ({evidence})",
    ),
    "explain.alias": (
        "“{text}” ×{count}，规则 {rule} {label}，{score} 分",
        "“{text}” ×{count}, rule {rule} {label}, score {score}",
    ),
    "explain.document": ("见 {id}《{title}》", "in {id} “{title}”"),
    "explain.name_mark": ("名称", "name"),
    "explain.undo": (
        "要拆开，在 gazetteers/general/judgements.csv（或自己的词表文件夹）中加一行：",
        "to undo it, add a line to gazetteers/general/judgements.csv (or to a folder of your own):",
    ),
    "explain.judged": (
        "由 judgements.csv 中的一行合并；删去该行即可拆开",
        "joined by a line of judgements.csv; take that line out to undo it",
    ),
    "field.indicator": ("指标", "indicator"),
    "field.area": ("地区", "area"),
    "field.segment": ("范围", "segment"),
    "field.each": ("逐个", "each"),
    "field.measure": ("量度", "measure"),
    "field.value": ("数值", "value"),
    "field.time": ("时间", "time"),
    "field.base_time": ("基期", "base time"),
    "field.per_year": ("逐年", "per year"),
    "field.cumulative": ("累计", "cumulative"),
    "field.kind": ("性质", "kind"),
    "field.attribute": ("属性", "attribute"),
    "field.project": ("项目", "project"),
    "field.about": ("归属", "about"),
    "field.review": ("核对", "review"),
    "field.responsible": ("责任单位", "responsible"),
    "field.agency": ("单位", "agency"),
    "field.role": ("职责", "role"),
    "field.task": ("任务", "task"),
    "field.scope": ("行", "lines"),
    "field.deadline": ("时限", "deadline"),
    "field.observations": ("数据", "observations"),
    "field.assignments": ("责任分工", "assignments"),
    "field.category": ("类别", "category"),
    "field.number": ("序号", "number"),
    "field.name": ("名称", "name"),
    "field.company": ("企业", "company"),
    "field.content": ("内容", "content"),
    "field.nature": ("建设性质", "nature"),
    "field.years": ("年限", "years"),
    "field.land_mu": ("用地（亩）", "land (mu)"),
    "field.investment": ("投资", "investment"),
    "field.place": ("地点", "place"),
    "measure.level": ("水平", "level"),
    "role.lead": ("牵头", "lead"),
    "role.support": ("配合", "support"),
    "role.responsible": ("负责", "responsible"),
    "about.area": ("本地区", "the area"),
    "about.segment": ("部分", "a segment"),
    "about.project": ("项目", "a project"),
    "about.company": ("企业", "a company"),
    "about.elsewhere": ("其他地区", "another area"),
    "entity.company": ("企业", "company"),
    "entity.agency": ("单位", "agency"),
    "entity.collective": ("单位的集合", "collective body"),
    "entity.indicator": ("指标", "indicator"),
    "entity.area": ("地区", "area"),
    "evidence.gazetteer": ("据词表", "by a gazetteer"),
    "evidence.text": ("据文本", "by the text"),
    "alias.exact": ("全称", "written in full"),
    "alias.gazetteer": ("词表中的名称", "a name that a gazetteer has"),
    "alias.short_name": ("简称", "short name"),
    "alias.legal_form": ("仅企业类型不同", "only the legal form differs"),
    "alias.misprint": ("一字之误", "one character mistaken"),
    "alias.judgement": ("人工判定", "judged by a person"),
    "alias.bare": ("未写地区，取本地区", "no division said: the document’s own"),
    "alias.level_word": ("以“市、县”代地区名", "a level word for the division"),
    "alias.platform": ("园区及其机构", "a park and its bodies"),
    "alias.collective": ("多个单位的统称", "many bodies at once"),
    "alias.as_written": ("照原文", "as written"),
    "alias.normal_form": ("规范写法", "normal form"),
    "alias.division": ("行政区划", "division"),
    # the sentences of findings
    "finding.agree": (
        "关于{subject}，表述一致：{stated}。",
        "On {subject} the statements agree: {stated}.",
    ),
    "finding.compatible": (
        "关于{subject}，表述不同但不矛盾：{stated}。",
        "On {subject} the statements differ and do not contradict each other: {stated}.",
    ),
    "finding.contradict": (
        "关于{subject}，表述相互矛盾：{stated}。",
        "On {subject} the statements contradict each other: {stated}.",
    ),
    "finding.states": ("《{title}》作{words}", "{title} says {words}"),
    "finding.more": ("另有{count}处", "and {count} more"),
}


class Told(Exception):
    """Mixed into an error whose words exist in every language: ``told`` says them.

    ``str(error)`` stays English, because that is what goes into the output files.
    """

    code: str
    fields: Mapping[str, object]

    def told(self, language: Language) -> str:
        """What went wrong and the way out, in the language asked for."""
        return text(language, self.code, **self.fields)


def text(language: Language, key: str, **fields: object) -> str:
    """The text ``key`` in a language, its fields filled in; KeyError for an unknown key."""
    chinese, english = TEXTS[key]
    return (chinese if language == "zh" else english).format(**fields)


def warning(language: Language, code: str) -> str:
    """A warning of the manifest in words: “pictures_left_out:46” is the code and, behind a colon, its detail.

    A code that nobody knows is returned as it is.
    """
    name, _, detail = code.partition(":")
    key = f"warning.{name}"
    return text(language, key, detail=detail) if key in TEXTS else code


def language_of(environment: Mapping[str, str]) -> Language:
    """The language a terminal asks for: ``zh`` when LC_ALL, LC_MESSAGES or LANG begins with zh.

    The first of the three that is set decides, as POSIX has it; everything else is ``en``.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
