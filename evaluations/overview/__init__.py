"""The year of one organisation as a task list, and the office's queue, ready for the templates."""

from .own import YearOfOne, left_of, year_of_one
from .queue import QueueLine, queue_lines
from .tasks import Task

__all__ = ["QueueLine", "Task", "YearOfOne", "left_of", "queue_lines", "year_of_one"]
