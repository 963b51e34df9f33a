"""What a Word template may say: fields of its kind, loops over the paper's own lists, conditions.

Everything that a template says is held against this list before it is ever run; what is not on it
is refused by its name. A loop runs over a list of the paper, one inside it over a list of its item
or once over a list of texts: so no template runs much longer than the paper is long.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import nodes

from organizations.refusals import Obstacle

from ..contexts import KINDS
from ..plain import Plain
from .fields import Many, Shape, shapes_of
from .typesetting import FILTERS

DEEPEST = 12
"""How many loops and conditions may lie in each other."""
_OF_LOOP = frozenset({"index", "first", "last", "length"})

# What Jinja calls it, and how the sentence calls it.
_STATEMENTS = {
    "Import": "import",
    "FromImport": "from … import",
    "Include": "include",
    "Extends": "extends",
    "Block": "block",
    "Macro": "macro",
    "CallBlock": "call",
    "FilterBlock": "filter",
    "Assign": "set",
    "AssignBlock": "set",
    "With": "with",
    "Break": "break",
    "Continue": "continue",
    "ScopedEvalContextModifier": "autoescape",
}
_EXPRESSIONS = {
    "Add": "phép cộng +",
    "Sub": "phép trừ -",
    "Mul": "phép nhân *",
    "Div": "phép chia /",
    "FloorDiv": "phép chia //",
    "Mod": "phép %",
    "Pow": "lũy thừa **",
    "Neg": "dấu trừ -",
    "Pos": "dấu cộng +",
    "Concat": "phép nối ~",
    "List": "danh sách tự đặt […]",
    "Tuple": "danh sách tự đặt (…)",
    "Dict": "bảng tự đặt {…}",
    "Slice": "phép cắt [:]",
    "CondExpr": "biểu thức if … else trong một thẻ",
    "Test": "phép thử is",
}


class NotAllowed(Exception):
    """Something in a template that is not on the list; carries the obstacle."""

    def __init__(self, code: str, sentence: str) -> None:
        self.obstacle = Obstacle(code, sentence, "file")
        super().__init__(sentence)


Scope = dict[str, Shape]


@dataclass(frozen=True)
class Around:
    """The loops and conditions around a place in a template."""

    items: frozenset[str] = frozenset()
    """Names of the items of the loops."""
    texts: bool = False
    """Whether one of them runs over a list of texts that is not the item's own."""
    depth: int = 0


def problems(tree: nodes.Template, kind: str) -> list[Obstacle]:
    """Everything in a parsed template that a paper of ``kind`` does not allow, each once."""
    found = dict.fromkeys(_block(tree.body, dict(shapes_of(KINDS[kind])), Around()))
    return list(found)


def _block(body: list[nodes.Node], scope: Scope, around: Around) -> Iterator[Obstacle]:
    if around.depth > DEEPEST:
        yield Obstacle(
            "template_too_deep",
            f"Mẫu lồng quá {DEEPEST} lớp for và if vào nhau. Mời tách bớt.",
            "file",
        )
        return
    for node in body:
        try:
            yield from _statement(node, scope, around)
        except NotAllowed as refused:
            yield refused.obstacle


def _statement(node: nodes.Node, scope: Scope, around: Around) -> Iterator[Obstacle]:
    deeper = replace(around, depth=around.depth + 1)
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                try:
                    _printed(part, scope)
                except NotAllowed as refused:
                    yield refused.obstacle
    elif isinstance(node, nodes.If):
        try:
            _condition(node.test, scope)
        except NotAllowed as refused:
            yield refused.obstacle
        branches: list[list[nodes.Node]] = [node.body, list(node.elif_), node.else_]
        for branch in branches:
            yield from _block(branch, scope, deeper)
    elif isinstance(node, nodes.For):
        name, shape, foreign = _loop(node, scope, around)
        inside = {**scope, name: shape, "loop": str}
        within = replace(deeper, items=around.items | {name}, texts=around.texts or foreign)
        yield from _block(node.body, inside, within)
        yield from _block(node.else_, scope, deeper)
    else:
        name = _STATEMENTS.get(type(node).__name__, type(node).__name__)
        raise NotAllowed(
            "statement_not_allowed",
            f"Lệnh “{name}” không dùng được trong mẫu Word; chỉ dùng for, if, elif, else. Mời bỏ"
            " lệnh này.",
        )


def _loop(node: nodes.For, scope: Scope, around: Around) -> tuple[str, Shape, bool]:
    """The name and shape of a loop's item, and whether its list is foreign to the loops around."""
    if not isinstance(node.target, nodes.Name) or node.test or node.recursive:
        raise NotAllowed(
            "loop_not_allowed",
            "Vòng lặp chỉ có dạng “for tên in danh sách”. Mời viết lại vòng lặp.",
        )
    path = _path(node.iter)
    shape = _shape(node.iter, scope)
    if not isinstance(shape, Many):
        raise NotAllowed(
            "loop_over_no_list",
            f"“{path}” không phải là danh sách nên không lặp được. Mời xem bảng trường.",
        )
    foreign = bool(around.items) and path.partition(".")[0] not in around.items
    if foreign and (shape.of is not str or around.texts):
        raise NotAllowed(
            "loop_in_loop",
            f"Vòng lặp qua “{path}” nằm trong một vòng lặp khác. Bên trong một vòng lặp chỉ lặp"
            " được danh sách của chính mục đang lặp. Mời tách hai vòng lặp.",
        )
    return node.target.name, shape.of, foreign


def _printed(node: nodes.Node, scope: Scope) -> None:
    """An expression whose value is printed: a field that holds text, with filters or without."""
    while isinstance(node, nodes.Filter):
        if node.name not in FILTERS or node.args or node.kwargs or node.dyn_args:
            raise NotAllowed(
                "filter_not_allowed",
                f"Bộ lọc “{node.name}” không dùng được; chỉ dùng {', '.join(FILTERS)}. Mời bỏ bộ"
                " lọc này.",
            )
        assert node.node is not None  # noqa: S101 - only filter blocks have none
        node = node.node
    if isinstance(node, nodes.Const):
        raise NotAllowed(
            "constant",
            f"Thẻ {{{{ {node.value!r} }}}} không in trường nào. Mời viết thẳng chữ đó vào mẫu.",
        )
    shape = _shape(node, scope)
    if isinstance(shape, Many):
        raise NotAllowed(
            "list_printed",
            f"“{_path(node)}” là danh sách: in từng mục bằng vòng lặp for, xem bảng trường.",
        )
    if issubclass(shape, Plain):
        one = next(iter(shapes_of(shape)))
        raise NotAllowed(
            "part_printed",
            f"“{_path(node)}” gồm nhiều trường: ghi rõ trường nào, ví dụ {_path(node)}.{one}.",
        )


def _condition(node: nodes.Node, scope: Scope) -> None:
    if isinstance(node, (nodes.And, nodes.Or)):
        _condition(node.left, scope)
        _condition(node.right, scope)
    elif isinstance(node, nodes.Not):
        _condition(node.node, scope)
    elif isinstance(node, nodes.Compare):
        if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne"):
            raise NotAllowed(
                "comparison_not_allowed",
                "Điều kiện chỉ so sánh bằng == hoặc !=. Mời viết lại điều kiện.",
            )
        for side in (node.expr, node.ops[0].expr):
            if not (isinstance(side, nodes.Const) and isinstance(side.value, str)):
                _shape(side, scope)
    else:
        _shape(node, scope)


def _shape(node: nodes.Node, scope: Scope) -> Shape:
    """What a field holds; ``NotAllowed`` for whatever is no field of the paper."""
    if isinstance(node, nodes.Name):
        if node.name in scope:
            return scope[node.name]
        raise _unknown(node.name, scope)
    if isinstance(node, nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and "loop" in scope:
            if node.attr in _OF_LOOP:
                return str
            raise _unknown(f"loop.{node.attr}", dict.fromkeys(_OF_LOOP, str), "loop.")
        holder = _shape(node.node, scope)
        inside = {} if isinstance(holder, Many) else _inside(holder)
        if node.attr in inside:
            return inside[node.attr]
        prefix = f"{_path(node.node)}."
        raise _unknown(f"{prefix}{node.attr}", inside, prefix)
    if isinstance(node, nodes.Getitem):
        holder = _shape(node.node, scope)
        position = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(holder, Many) and type(position) is int and 0 <= position < 100:
            return holder.of
        raise NotAllowed(
            "item_not_allowed",
            f"“{_path(node.node)}[…]” không dùng được: chỉ lấy mục của một danh sách theo số, từ"
            " 0 đến 99.",
        )
    if isinstance(node, nodes.Call):
        raise NotAllowed(
            "call_not_allowed",
            f"Mẫu gọi hàm “{_path(node.node)}(…)”; mẫu Word không dùng hàm. Mời bỏ thẻ này.",
        )
    if isinstance(node, nodes.Filter):
        raise NotAllowed(
            "filter_not_allowed",
            f"Bộ lọc “{node.name}” không dùng được trong điều kiện và vòng lặp. Mời bỏ bộ lọc này.",
        )
    what = _EXPRESSIONS.get(type(node).__name__)
    if isinstance(node, nodes.Test):
        what = f"phép thử is {node.name}"
    raise NotAllowed(
        "expression_not_allowed",
        f"Mẫu Word không dùng {what or 'biểu thức như thế'}; mỗi thẻ chỉ ghi tên một trường. Mời"
        " xem bảng trường.",
    )


def _inside(holder: type[str] | type[Plain]) -> dict[str, Shape]:
    return shapes_of(holder) if issubclass(holder, Plain) else {}


def _unknown(path: str, known: dict[str, Shape], prefix: str = "") -> NotAllowed:
    near = difflib.get_close_matches(path.removeprefix(prefix), known, n=1)
    hint = f" Có phải là “{prefix}{near[0]}”?" if near else ""
    return NotAllowed(
        "unknown_field",
        f"Loại văn bản này không có trường “{path}”.{hint} Mời xem bảng trường trên trang này.",
    )


def _path(node: nodes.Node) -> str:
    """How the author wrote it, for the sentence."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_path(node.node)}[…]"
    if isinstance(node, nodes.Call):
        return f"{_path(node.node)}(…)"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_path(node.node)}|{node.name}"
    return "…"
