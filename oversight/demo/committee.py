"""The đảng bộ of the demo: what becomes of its cells, who leads it, who watches over it.

Every person is invented.
"""

from .cells import DemoCell

AUTHORITY = ("DUKCCQ", "Đảng bộ Khối các cơ quan tỉnh")
COMMITTEE = ("DBSVHTTDL", "Đảng bộ Sở Văn hóa, Thể thao và Du lịch")
COMMITTEE_PRINTED = "ĐẢNG ỦY SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH"
AUTHORITY_PRINTED = "ĐẢNG BỘ KHỐI\nCÁC CƠ QUAN TỈNH"

# CB05 is renamed, CB10 absorbed by CB09, CB11 founded, all last year.
RENAMED, RENAMED_TO = "CB05", "Chi bộ Quản lý thể thao – Du lịch"
ABSORBED, ABSORBED_INTO = "CB10", "CB09"
FOUNDED = "CB11"
# The members of CB09 with those of CB10, from the day after.
AFTER_ABSORPTION = (56, 3)
COMMITTEE_MEMBERS = (231, 10)

OWN = DemoCell(
    "DBSVHTTDL",
    COMMITTEE[1],
    15,
    0,
    "Nguyễn Văn Thành",
    "Bí thư Đảng ủy",
    "Đỗ Minh Khuê",
    (
        "Hoàn thành sắp xếp các đơn vị sự nghiệp trực thuộc, không để gián đoạn nhiệm vụ",
        "Mọi chi bộ trực thuộc sinh hoạt chuyên đề đủ bốn quý, có nghị quyết bằng văn bản",
    ),
    (
        "lãnh đạo tổ chức thành công các sự kiện văn hóa, thể thao, du lịch lớn của tỉnh",
        "ban hành nghị quyết lãnh đạo nhiệm vụ chính trị quý",
        "chỉ đạo sắp xếp các đơn vị sự nghiệp công lập",
        "kiểm tra, giám sát chuyên đề tại hai chi bộ",
        "quán triệt nghị quyết của Trung ương và Tỉnh ủy tới toàn thể đảng viên",
        "chỉ đạo chuyển đổi số công tác Đảng",
        "bồi dưỡng, xem xét kết nạp quần chúng ưu tú",
    ),
)

# Who sits in the committee: name, position; the first five are its standing board.
COMMITTEE_PEOPLE = (
    ("Nguyễn Văn Thành", "Bí thư Đảng ủy"),
    ("Trần Thị Hồng Vân", "Phó Bí thư Đảng ủy"),
    ("Lê Quang Vinh", "Ủy viên Ban Thường vụ"),
    ("Phạm Thị Ngọc Diệp", "Ủy viên Ban Thường vụ"),
    ("Hoàng Minh Đức", "Ủy viên Ban Thường vụ"),
    ("Nguyễn Thị Thanh Hà", "Đảng ủy viên"),
    ("Trần Quốc Tuấn", "Đảng ủy viên"),
    ("Phạm Văn Hưng", "Đảng ủy viên"),
    ("Ngô Đình Long", "Đảng ủy viên"),
    ("Đinh Thị Thu Hiền", "Đảng ủy viên"),
    ("Trịnh Xuân Bách", "Đảng ủy viên"),
    ("Vương Đức Mạnh", "Đảng ủy viên"),
    ("Nguyễn Hữu Phước", "Đảng ủy viên"),
    ("Quách Thị Diệu Linh", "Đảng ủy viên"),
    ("Đỗ Minh Khuê", "Đảng ủy viên, Chánh Văn phòng"),
)
STANDING_BOARD = COMMITTEE_PEOPLE[:5]
SIGNERS = (("Nguyễn Văn Thành", "BÍ THƯ"), ("Trần Thị Hồng Vân", "PHÓ BÍ THƯ"))

# User name, full name, position; the cells each is responsible for and those whose meetings it
# attends.
WATCHERS = (
    ("capuy1", "Phạm Thị Ngọc Diệp", "Ủy viên Ban Thường vụ", ("CB04", "CB06", "CB07"), ("CB01",)),
    (
        "capuy2",
        "Hoàng Minh Đức",
        "Ủy viên Ban Thường vụ",
        ("CB05", "CB08", "CB09"),
        ("CB03", "CB11", "CB12"),
    ),
)
