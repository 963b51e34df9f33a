"""Words that the explanations of several kinds share."""

UNIT_HEADING = "Đầu cột tên tổ chức, ví dụ Tên chi bộ"
POINTS_HEADING = "Đầu cột điểm, theo cách tính điểm năm của kế hoạch"
EMPTY_NOTE = "Câu in trong bảng khi không có dòng nào"
SALUTATION = "Kính gửi hoặc Kính trình"
ADDRESSEES = "Nơi kính gửi, kính trình"
OPENING = "Đoạn mở đầu"
CLERK = "Người ghi biên bản"
