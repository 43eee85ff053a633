"""Wrong usage, the output folder, the help of the commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
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
    "help.calibrate_judged": (
        "以前核对过的记录（golden/judged.csv）；不给 OUT 时只用它们",
        "records that were judged before (golden/judged.csv); alone, if no OUT is given",
    ),
    "help.calibrate_write_judged": (
        "把所有核对过的记录写入文件",
        "write all judged records into a file",
    ),
    "help.calibrate_keep": (
        "这个文件中的先验、界限和权重不变，只拟合其中没有的存疑理由",
        "prior, limit and weights in this file stay; only doubts that it does not have are fitted",
    ),
    "help.calibrate_doubt": (
        "只拟合这一存疑理由（可多次给出）；没有权重的理由可能早已量过，结果是没有作用",
        "fit only this doubt (may be given again); one without a weight may have been measured and found to say nothing",
    ),
    "help.calibrate_write": ("把权重写入这个文件", "write the weights to this file"),
    "rules.unknown": (
        "没有名为 {name} 的规则；最接近的是：{near}；全部规则见 policy-extract rules",
        "there is no rule {name}; nearest: {near}; all: policy-extract rules",
    ),
    "rules.unknown_stage": (
        "没有名为 {name} 的阶段；可用：{known}",
        "there is no stage {name}; there are: {known}",
    ),
    "usage.no_paths": ("没有给出文件、文件夹或通配符", "no file, folder or pattern was given"),
    "usage.nothing": ("没有可处理的文件：{problems}", "nothing to do: {problems}"),
    "usage.seconds": (
        "--seconds-per-document 应大于 0，不是 {seconds}",
        "--seconds-per-document wants more than 0, not {seconds}",
    ),
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
    "usage.empty": (
        "有一个参数是空的；是不是某个变量没有设置？",
        "one is empty; is a variable not set?",
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
    "out.held": (
        "{out}：另一个进程正在使用该文件夹（{host} 上的进程 {pid}，始于 {since}）；请等它结束，或改用别的文件夹",
        "{out}: another process is at work in it (process {pid} on {host}, since {since}); wait until it has ended, or use "
        "another folder",
    ),
    "out.held_elsewhere": (
        "{out}：另一台机器或容器上的进程占用该文件夹（{host} 上的进程 {pid}，始于 {since}），从这里看不出它是否还在运行；"
        "确认它已结束后，请删除 {file} 再运行，或改用别的文件夹",
        "{out}: a process on another machine or in another container has it (process {pid} on {host}, since {since}), and "
        "whether it still runs cannot be seen from here; when you are sure that it has ended, remove {file} and run again, "
        "or use another folder",
    ),
    "out.lost_claim": (
        "{out}：运行期间有人删除了占用标记，可能有另一次运行在写入，因此未写出任何内容；请重新运行",
        "{out}: somebody removed the mark that this run is at work in it, so that another may be writing; nothing was "
        "written, run again",
    ),
    "out.unfinished": (
        "{out}：上次运行移动文件时中断，文件夹里可能有两次运行的文件，现在也无法完成（{error}）；请消除该原因"
        "（关闭打开的文件、腾出空间、修改权限），下一条命令会接着完成",
        "{out}: a run was stopped while it moved its files, so that files of two runs may lie there, and that cannot be "
        "finished now ({error}); see to the cause (close files that are open, make room, change modes), and the next "
        "command goes on with it",
    ),
    "out.journal": (
        "{out}：上次运行移动文件时中断，记录 {file} 又无法读懂（{error}），文件夹里可能有两次运行的文件；请用 -o 指定别的文件夹重新运行",
        "{out}: a run was stopped while it moved its files, and its record {file} cannot be understood ({error}), so that "
        "files of two runs may lie there; run again with another folder (-o)",
    ),
    "out.lost": (
        "{out}：上次运行移动文件时中断，其中的 {path} 已不在，文件夹里可能有两次运行的文件；请用 -o 指定别的文件夹重新运行",
        "{out}: a run was stopped while it moved its files, and {path} of it is gone, so that files of two runs may lie "
        "there; run again with another folder (-o)",
    ),
    "out.changing": (
        "{out}：读取期间不断有运行写入；请等运行结束后再读",
        "{out}: runs write into it again and again while it is read; wait until they have ended",
    ),
    "out.foreign": (
        "{out}：{path} 不是以前的运行写出的（没有清单列出它），会被覆盖；请用 -o 指定别的文件夹，或把它移走",
        "{out}: {path} was not written by a run (no manifest lists it) and would be overwritten; give another folder with "
        "-o, or move it away",
    ),
    "out.taken": (
        "{out}：{path} 的位置被别的文件夹或文件占用；请用 -o 指定别的文件夹",
        "{out}: something of another kind is in the place of {path}; give another folder with -o",
    ),
    "out.leads_out": (
        "{out}：{path} 是链接，指向该文件夹之外；请删除这个链接，或用 -o 指定别的文件夹",
        "{out}: a link at {path} leads out of the folder; remove the link, or give another folder with -o",
    ),
    "out.input": (
        "{out}：{path} 会覆盖输入文件；请用 -o 指定别的文件夹",
        "{out}: {path} would overwrite an input; give another folder with -o",
    ),
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
    "help.seconds": (
        "每份文件读入之后处理的时限（秒，默认 {seconds}；超过 10 万字的按字数增加），超时的文件记为失败",
        "what a document may take once it is read, in seconds (default: {seconds}; one of more than 100,000 signs as much "
        "longer); one that takes longer fails",
    ),
    "help.log_json": (
        "把运行过程逐行写成 JSON（供程序读取），追加在文件末尾；- 为标准错误",
        "write what happens as lines of JSON, for programs, to the end of this file; - for stderr",
    ),
    "usage.log_no_file": (
        "--log-json：{path} 不是普通文件；请换一个文件，或用 - 写到标准错误",
        "--log-json: {path} is no file; name another, or - for stderr",
    ),
    "usage.log_foreign": (
        "--log-json：{path} 里不是运行日志，未写入；请换一个文件",
        "--log-json: {path} holds something else than logs of runs, nothing was written to it; name another file",
    ),
    "usage.log_refused": (
        "--log-json：{path} 无法写入（{why}）；请换一个文件，或用 - 写到标准错误",
        "--log-json: {path} cannot be written ({why}); name another file, or - for stderr",
    ),
    "help.fresh": (
        "不使用以前的运行留在输出文件夹里的中间结果，全部重做",
        "do all the work anew, without what earlier runs into OUT have kept",
    ),
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
        "输出格式，可多次给出（默认 json xlsx html，超过 {most} 份文件时为 json csv；可用：{known}）",
        "format of the output; may be given again (default: json xlsx html, of more than {most} plans json csv; there are: {known})",
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
    "help.explain_path": ("extract 的输出文件夹，或规划文本", "an output of extract, or a plan"),
    "help.explain_what": ("编号、行号或词语", "an id, the number of a line, or words"),
}
